package dev.opflow.infra;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ConstantValueEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A hash of what an image is built from, the same for every build of the same commit. Quarkus' jar is not the same each time:
 * its entries have the time and the order of the build, and the classes that it records name and number their beans in the order in
 * which parallel steps came by. So of that jar the entries count, and of those classes the constants and how often the code loads
 * each, in no order and without these numbers.
 */
final class ContentHash {
    private static final String QUARKUS_JAR = "-runner.jar";
    private static final String RECORDED = "io/quarkus/runner/recorded/";
    private static final Pattern NUMBERED = Pattern.compile("proxykey\\d+");

    private final MessageDigest digest;

    ContentHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds a text. */
    ContentHash add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    private ContentHash add(byte[] bytes) {
        // with its length, so that what follows can't be taken for a part of it
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
        return this;
    }

    /**
     * Adds names and contents of all files below a folder, which may be a symbolic link itself. Of links below it counts where
     * they lead, be it a file, a folder or nothing: as links they go into an image.
     */
    ContentHash addFolder(Path folder) {
        try {
            Path root = folder.toRealPath();
            try (Stream<Path> paths = Files.walk(root)) {
                List<Path> files = paths.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                        .sorted()
                        .toList();
                // so that what is added next can't be taken for a file
                add(String.valueOf(files.size()));
                for (Path file : files) {
                    add(root.relativize(file).toString());
                    addFile(file);
                }
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addFile(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            add("link").add(Files.readSymbolicLink(file).toString());
        } else if (file.getFileName().toString().endsWith(QUARKUS_JAR)) {
            addEntries(Files.readAllBytes(file));
        } else {
            add(Files.readAllBytes(file));
        }
    }

    private void addEntries(byte[] jar) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        entries.forEach((name, content) -> {
            add(name);
            if (name.startsWith(RECORDED) && name.endsWith(".class")) {
                constants(content).forEach(this::add);
            } else {
                add(content);
            }
        });
    }

    /** Those of the pool, and those loaded: truth values and small numbers are in instructions alone. */
    private static List<String> constants(byte[] classFile) {
        ClassModel recorded = ClassFile.of().parse(classFile);
        List<String> constants = new ArrayList<>();
        for (PoolEntry entry : recorded.constantPool()) {
            switch (entry) {
                case Utf8Entry text -> constants.add(text.stringValue());
                case ConstantValueEntry value
                when !(value instanceof StringEntry) ->
                    constants.add(value.constantValue().toString());
                default -> {
                    // made of others
                }
            }
        }
        for (MethodModel method : recorded.methods()) {
            method.code().stream().flatMap(CodeModel::elementStream).forEach(element -> {
                if (element instanceof ConstantInstruction load) {
                    constants.add(load.typeKind() + " " + load.constantValue());
                }
            });
        }
        constants.replaceAll(constant -> NUMBERED.matcher(constant).replaceAll("proxykey"));
        constants.sort(null);
        return constants;
    }

    /** The hash of all that was added, hexadecimal. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
