package dev.opflow.engine.exago;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is found where an installation of ExaGO is said to be. */
sealed interface ExagoInstallation {
    String LIBRARY = System.mapLibraryName("exago_opflow");

    /** ExaGO, ready to be used. */
    record Present(Path home, ExagoLibrary library, ExagoVersion version) implements ExagoInstallation {}

    /**
     * None that can be used.
     *
     * @param reason why, and what to do about it, as part of a sentence without its full stop
     */
    record Absent(String reason) implements ExagoInstallation {}

    /** Opens the installation in a folder; does not start anything. */
    static ExagoInstallation at(Optional<Path> home) {
        if (home.isEmpty()) {
            return new Absent("no installation is configured: set opflow.exago.home or EXAGO_HOME");
        }
        Path folder = home.get().toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            return new Absent("its home " + folder + " is no folder: correct opflow.exago.home or EXAGO_HOME");
        }
        Optional<Path> file = List.of("lib", "lib64").stream()
                .map(lib -> folder.resolve(lib).resolve(LIBRARY))
                .filter(Files::exists)
                .findFirst();
        if (file.isEmpty()) {
            return new Absent("its home " + folder + " has no lib/" + LIBRARY
                    + ": set opflow.exago.home or EXAGO_HOME to the folder that ExaGO was installed to");
        }
        try {
            ExagoLibrary library = ExagoLibrary.open(file.get());
            ExagoVersion version = library.exagoVersionGetVersion();
            if (!version.isUsable()) {
                return new Absent(folder + " has ExaGO " + version + ": install ExaGO 1.6");
            }
            return library.hasIpopt()
                    ? new Present(folder, library, version)
                    : new Absent("the ExaGO of " + folder + " was built without Ipopt"
                            + (library.hasHiop() ? ", and its HiOp is not used" : "")
                            + ": build it with -DEXAGO_ENABLE_IPOPT=ON");
        } catch (UnusableLibraryException e) {
            return new Absent(e.getMessage() + ": install ExaGO 1.6 with all that it depends on");
        } catch (IllegalCallerException e) {
            return new Absent(
                    "this JVM denies access to native code: start it with --enable-native-access=ALL-UNNAMED");
        } catch (UnsupportedOperationException e) {
            return new Absent("this platform's native code can't be called from Java: use Linux on x86-64 or AArch64");
        }
    }
}
