package dev.opflow.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/**
 * Tells objects that came through the server from files that were copied over them. The server keeps ETag and metadata in a
 * file's extended attributes; copying over the file changes its content and leaves them, as though they still were true.
 */
final class WrittenObjects {
    private final Path folder;
    /** What the file system calls each file: the server makes a new one of every upload, copying over one leaves it. */
    private final Map<Path, Object> lastSeen = new HashMap<>();

    WrittenObjects(Path folder) {
        this.folder = folder;
    }

    /**
     * The ETag of a file that has changed. From one that was copied in, what the server remembers of an earlier object of
     * its name is taken away.
     *
     * @param file the file
     * @param stored the ETag that the server gives for it; empty where it gives none
     */
    String eTag(Path file, String stored) throws IOException {
        String content = md5(file);
        Object fileKey = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        Object before = lastSeen.put(file, Objects.requireNonNullElse(fileKey, file));
        // the ETag of an upload in parts is no digest of the content
        boolean inParts = stored.contains("-");
        if (inParts ? !Objects.equals(fileKey, before) : stored.equals(content)) {
            return stored;
        }
        forget(file);
        return content;
    }

    private void forget(Path file) throws IOException {
        UserDefinedFileAttributeView attributes = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        if (attributes == null || !Files.getFileStore(folder).supportsFileAttributeView("user")) {
            return;
        }
        for (String name : attributes.list()) {
            attributes.delete(name);
        }
    }

    private static String md5(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
