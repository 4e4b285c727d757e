package dev.opflow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The case files that paths stand for: files as they are, folders as the cases below them in order. */
final class CasePaths {
    private CasePaths() {}

    static List<Path> of(List<Path> paths) throws IOException {
        List<Path> cases = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                addFolder(path, cases);
            } else {
                cases.add(path);
            }
        }
        return cases;
    }

    private static void addFolder(Path folder, List<Path> cases) throws IOException {
        try (Stream<Path> below = Files.walk(folder)) {
            below.filter(CasePaths::isCase)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .forEach(cases::add);
        }
    }

    private static boolean isCase(Path file) {
        return file.toString().endsWith(".m") || file.toString().endsWith(".m.gz");
    }
}
