package dev.opflow.engine.exago;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;

/**
 * A folder for the files of one run of ExaGO, which goes with the run. While the run lasts a file in it is locked, in whatever
 * process or container it is: so another can tell what a process left behind that ended in the middle of a run.
 */
final class RunFolder implements AutoCloseable {
    static final String CASE = "case.m";
    /** The name that Ipopt looks for, in the working directory. */
    static final String IPOPT_OPTIONS = "ipopt.opt";

    static final String LOG = "ipopt.log";

    private static final System.Logger LOGGER = System.getLogger(RunFolder.class.getName());
    private static final String PREFIX = "opflow-exago-";
    private static final String LOCK = "lock";
    private static final List<String> FILES = List.of(CASE, IPOPT_OPTIONS, LOG, LOCK);
    /** MPI keeps a file in memory of about this size below its folder. */
    private static final int SOME_BYTES = 64 << 10;

    private final Path path;
    private final FileChannel lock;

    /**
     * Makes one.
     *
     * @param scratch existing folder to make it in
     */
    RunFolder(Path scratch) throws IOException {
        path = Files.createTempDirectory(scratch, PREFIX);
        lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.lock();
    }

    Path path() {
        return path;
    }

    /** Removes it, whatever is in it. */
    @Override
    public void close() throws IOException {
        lock.close();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(path);
    }

    /**
     * Makes sure that files can be written, which MPI does not survive if it can't; and removes what processes left that ended in the
     * middle of a run.
     *
     * @param scratch where runs make their folders
     * @throws IOException when it can't be written there
     */
    static void prepare(Path scratch) throws IOException {
        try (RunFolder probe = new RunFolder(scratch)) {
            Path below = Files.createDirectory(probe.path.resolve("below"));
            Path file = Files.write(below.resolve(CASE), new byte[SOME_BYTES]);
            removeLeftovers(scratch, Files.getOwner(file));
            Files.delete(file);
        }
    }

    private static void removeLeftovers(Path scratch, UserPrincipal self) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(scratch, PREFIX + "*")) {
            for (Path folder : folders) {
                // not where a link leads, and nothing of anybody else's: the folder for temporary files is everybody's
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(self)) {
                    removeIfLeft(folder);
                }
            }
        }
    }

    private static void removeIfLeft(Path folder) {
        try (FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (channel.tryLock() != null) {
                for (String name : FILES) {
                    Files.deleteIfExists(folder.resolve(name));
                }
                Files.delete(folder);
            }
        } catch (IOException | OverlappingFileLockException e) {
            // in use by this process, or another is about the same
            LOGGER.log(System.Logger.Level.DEBUG, "it stays: " + folder, e);
        }
    }
}
