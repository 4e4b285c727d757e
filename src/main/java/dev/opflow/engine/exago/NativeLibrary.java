package dev.opflow.engine.exago;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A native library, open for as long as the process. Its functions include those of the libraries that it depends on, which
 * the dynamic loader finds by the library's own search path.
 */
@SuppressWarnings("restricted") // opening and linking native code is what this class is for
final class NativeLibrary {
    /** {@code RTLD_NOW} of Linux and macOS. */
    private static final int RTLD_NOW = 2;

    private final String name;
    private final SymbolLookup symbols;

    private NativeLibrary(String name, SymbolLookup symbols) {
        this.name = name;
        this.symbols = symbols;
    }

    /** The C library that the JVM itself runs on. */
    static NativeLibrary ofPlatform() {
        return new NativeLibrary("the C library", Linker.nativeLinker().defaultLookup());
    }

    /**
     * Opens a library file.
     *
     * @throws UnusableLibraryException when the loader won't take it
     * @throws IllegalCallerException when the JVM was told to deny access to native code
     */
    static NativeLibrary open(Path file) throws UnusableLibraryException {
        try {
            return new NativeLibrary(file.toString(), SymbolLookup.libraryLookup(file, Arena.global()));
        } catch (IllegalArgumentException e) {
            throw new UnusableLibraryException(file + " can't be loaded (" + loaderError(file) + ")");
        }
    }

    /**
     * A function of the library, or of one that it depends on.
     *
     * @param function its C name
     * @param type its C signature
     * @throws UnusableLibraryException when there is none
     */
    MethodHandle function(String function, FunctionDescriptor type) throws UnusableLibraryException {
        Optional<MethodHandle> found = optionalFunction(function, type);
        if (found.isEmpty()) {
            throw new UnusableLibraryException(name + " has no function " + function);
        }
        return found.get();
    }

    /** A function that not every platform has. */
    Optional<MethodHandle> optionalFunction(String function, FunctionDescriptor type) {
        return symbols.find(function).map(address -> Linker.nativeLinker().downcallHandle(address, type));
    }

    /** Whether the library, or one that it depends on, has a function of this name. */
    boolean has(String function) {
        return symbols.find(function).isPresent();
    }

    /** Why the dynamic loader won't open a file. The JVM keeps that to itself, so it is tried and asked for again. */
    private static String loaderError(Path file) throws UnusableLibraryException {
        NativeLibrary platform = ofPlatform();
        // void *dlopen(const char *filename, int flags); char *dlerror(void);
        MethodHandle dlopen = platform.function("dlopen", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
        MethodHandle dlerror = platform.function("dlerror", FunctionDescriptor.of(ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handle = (MemorySegment) dlopen.invokeExact(arena.allocateFrom(file.toString()), RTLD_NOW);
            MemorySegment message = (MemorySegment) dlerror.invokeExact();
            return handle.equals(MemorySegment.NULL) && !message.equals(MemorySegment.NULL)
                    ? text(message)
                    : "no reason is known";
        } catch (Throwable e) {
            throw new IllegalStateException("dlopen of " + file + " failed", e);
        }
    }

    /** The text that a C {@code char *} points to; empty for a null pointer. */
    static String text(MemorySegment pointer) {
        return pointer.equals(MemorySegment.NULL)
                ? ""
                : pointer.reinterpret(Long.MAX_VALUE).getString(0);
    }
}
