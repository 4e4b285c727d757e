package dev.opflow.engine.exago;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;

/** The functions of the C library that Java has no equal of: the environment and the working directory. */
final class LibC {
    private static final int PATH_MAX = 4096;
    /** {@code CLONE_FS} of Linux. */
    private static final int CLONE_FS = 0x200;

    private final MethodHandle setenv;
    private final MethodHandle chdir;
    private final MethodHandle getcwd;
    private final Optional<MethodHandle> unshare;

    LibC() throws UnusableLibraryException {
        NativeLibrary platform = NativeLibrary.ofPlatform();
        // int setenv(const char *name, const char *value, int overwrite)
        setenv = platform.function("setenv", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
        // int chdir(const char *path)
        chdir = platform.function("chdir", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        // char *getcwd(char *buf, size_t size)
        getcwd = platform.function("getcwd", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG));
        // int unshare(int flags), Linux only
        unshare = platform.optionalFunction("unshare", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    }

    /** Sets an environment variable for native code; {@link System#getenv} does not see it. */
    void setenv(String name, String value) {
        try (Arena arena = Arena.ofConfined()) {
            int code = (int) setenv.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 1);
            require(code == 0, "setenv " + name);
        } catch (Throwable e) {
            throw failure("setenv", e);
        }
    }

    /** Makes a folder the working directory: of this thread where it has one of its own, else of the whole process. */
    void chdir(Path folder) {
        try (Arena arena = Arena.ofConfined()) {
            int code = (int) chdir.invokeExact(arena.allocateFrom(folder.toString()));
            require(code == 0, "chdir to " + folder);
        } catch (Throwable e) {
            throw failure("chdir", e);
        }
    }

    /** The working directory. */
    Path getcwd() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(PATH_MAX);
            MemorySegment path = (MemorySegment) getcwd.invokeExact(buffer, (long) PATH_MAX);
            require(!path.equals(MemorySegment.NULL), "getcwd");
            return Path.of(buffer.getString(0));
        } catch (Throwable e) {
            throw failure("getcwd", e);
        }
    }

    /**
     * Gives the calling thread a working directory of its own. Linux can, unless the process is locked in too tightly.
     *
     * @return whether it now has one
     */
    boolean unshareWorkingDirectory() {
        if (unshare.isEmpty()) {
            return false;
        }
        try {
            return (int) unshare.get().invokeExact(CLONE_FS) == 0;
        } catch (Throwable e) {
            throw failure("unshare", e);
        }
    }

    private static void require(boolean done, String what) {
        if (!done) {
            throw new IllegalStateException(what + " failed");
        }
    }

    private static RuntimeException failure(String function, Throwable e) {
        return e instanceof RuntimeException known ? known : new IllegalStateException(function + " failed", e);
    }
}
