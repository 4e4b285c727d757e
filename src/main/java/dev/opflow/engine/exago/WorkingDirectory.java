package dev.opflow.engine.exago;

import java.nio.file.Path;

/**
 * Another working directory for a while, which is where Ipopt looks for its options. On Linux it is the calling thread's own;
 * where the system denies that, the whole process's, and then nothing else here should use relative paths meanwhile.
 */
final class WorkingDirectory implements AutoCloseable {
    private final LibC libC;
    private final Path before;

    WorkingDirectory(LibC libC, Path folder) {
        this.libC = libC;
        libC.unshareWorkingDirectory();
        before = libC.getcwd();
        libC.chdir(folder.toAbsolutePath());
    }

    @Override
    public void close() {
        libC.chdir(before);
    }
}
