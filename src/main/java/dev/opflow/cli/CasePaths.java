package dev.opflow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The case files that paths stand for: files as they are, folders as the cases below them in order. */
final class CasePaths {
    private CasePaths() {}

    /**
     * The files, whether they exist or not.
     *
     * @throws IOException when a folder can't be read or has no case
     */
    static List<Path> of(List<Path> paths) throws IOException {
        List<Path> cases = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                cases.addAll(below(path));
            } else {
                cases.add(path);
            }
        }
        return cases;
    }

    private static List<Path> below(Path folder) throws IOException {
        // a walk does not enter a symbolic link, not even as its start
        Path real = folder.toRealPath();
        try (Stream<Path> files = Files.walk(real)) {
            List<Path> cases = files.filter(file -> isCase(file) && Files.isRegularFile(file))
                    .sorted()
                    .map(file -> folder.resolve(real.relativize(file)))
                    .toList();
            if (cases.isEmpty()) {
                throw new NoSuchFileException("case (.m or .m.gz) below " + folder);
            }
            return cases;
        }
    }

    private static boolean isCase(Path file) {
        return file.toString().endsWith(".m") || file.toString().endsWith(".m.gz");
    }
}
