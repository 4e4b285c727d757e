package dev.opflow.cli;

import dev.opflow.run.ResultFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes result files below a folder, one folder a case; each file appears whole or not at all. */
final class ResultFolder {
    private final @Nullable Path root;
    /** Folders given out in this run: two cases of one name get two. */
    private final Set<String> taken = new HashSet<>();

    ResultFolder(@Nullable Path root) {
        this.root = root;
    }

    void write(Path caseFile, List<ResultFile> files) throws IOException {
        if (root == null) {
            return;
        }
        Path folder = root.resolve(freeName(bareName(caseFile)));
        Files.createDirectories(folder);
        for (ResultFile file : files) {
            Path unfinished = Files.createTempFile(folder, file.name(), ".tmp");
            Files.write(unfinished, file.content());
            Files.move(
                    unfinished,
                    folder.resolve(file.name()),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String freeName(String name) {
        String free = name;
        for (int k = 2; !taken.add(free); k++) {
            free = name + "-" + k;
        }
        return free;
    }

    private static String bareName(Path file) {
        Path last = file.getFileName();
        String name = last == null ? "case" : last.toString();
        return name.endsWith(".m.gz")
                ? name.substring(0, name.length() - 5)
                : name.endsWith(".m") ? name.substring(0, name.length() - 2) : name;
    }
}
