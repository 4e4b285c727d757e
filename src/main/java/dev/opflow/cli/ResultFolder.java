package dev.opflow.cli;

import dev.opflow.run.ResultFile;
import dev.opflow.run.RunResult;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes result files below a folder, one folder a case; each file appears whole or not at all. */
final class ResultFolder {
    private final Path root;
    /** Folders given out in this run, in lower case, as some file systems see them: two cases of one name get two. */
    private final Set<String> taken = new HashSet<>();

    /** Makes the folder where there is none. */
    ResultFolder(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root);
        if (!Files.isWritable(root)) {
            throw new AccessDeniedException(root.toString());
        }
    }

    /** Writes a case's files in their order; nothing is left of an earlier result in their place. */
    void write(Path caseFile, List<ResultFile> files) throws IOException {
        Path folder = root.resolve(freeName(bareName(caseFile)));
        Files.createDirectories(folder);
        for (String earlier : RunResult.FILE_NAMES.reversed()) {
            Files.deleteIfExists(folder.resolve(earlier));
        }
        for (ResultFile file : files) {
            Path unfinished = folder.resolve(file.name() + ".tmp");
            Files.write(unfinished, file.content());
            Files.move(unfinished, folder.resolve(file.name()), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private String freeName(String name) {
        String free = name;
        for (int k = 2; !taken.add(free.toLowerCase(Locale.ROOT)); k++) {
            free = name + "-" + k;
        }
        return free;
    }

    private static String bareName(Path file) {
        Path last = file.getFileName();
        String name = last == null ? "" : last.toString().replaceFirst("\\.m(\\.gz)?$", "");
        // "..m" and "...m" must not lead out of the folder
        return name.matches("\\.*") ? "case" + name.replace('.', '_') : name;
    }
}
