package dev.opflow.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds files of a folder that are new or changed, once size and time have stood still for a while. */
final class StandingFiles {
    private final Path folder;
    private final long standNanos;
    private final Map<Path, Seen> seen = new HashMap<>();

    StandingFiles(Path folder, Duration stand) {
        this.folder = folder;
        standNanos = stand.toNanos();
    }

    /** How a file looked, and since when. */
    private record Seen(long size, FileTime time, long since, boolean reported) {
        boolean looksLike(BasicFileAttributes attributes) {
            return size == attributes.size() && time.equals(attributes.lastModifiedTime());
        }
    }

    /**
     * Looks again.
     *
     * @return files that have stood still since they were last reported, if ever; each once
     */
    List<Path> look(long nowNanos) throws IOException {
        List<Path> standing = new ArrayList<>();
        Map<Path, Seen> present = new HashMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                present.put(file, look(file, attributes, nowNanos, standing));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                // gone between listing and looking
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e) {
                // a folder may go while it is being listed
                return FileVisitResult.CONTINUE;
            }
        });
        seen.clear();
        seen.putAll(present);
        return standing;
    }

    private Seen look(Path file, BasicFileAttributes attributes, long now, List<Path> standing) {
        Seen before = seen.get(file);
        if (before == null || !before.looksLike(attributes)) {
            return new Seen(attributes.size(), attributes.lastModifiedTime(), now, false);
        }
        if (!before.reported() && now - before.since() >= standNanos) {
            standing.add(file);
            return new Seen(before.size(), before.time(), before.since(), true);
        }
        return before;
    }
}
