package dev.opflow.engine.exago;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExagoInstallationTest {
    private static final String LIBRARY = System.mapLibraryName("exago_opflow");

    @TempDir
    private Path temporary;

    private Path home;

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createDirectory(temporary.resolve("exago"));
    }

    @Test
    void saysHowToConfigureOne() {
        assertThat(absence(Optional.empty()))
                .isEqualTo("no installation is configured: set opflow.exago.home or EXAGO_HOME");
    }

    @Test
    void saysThatItsFolderIsMissing() {
        Path missing = home.resolve("missing");

        assertThat(absence(Optional.of(missing)))
                .isEqualTo("its home " + missing + " is no folder: correct opflow.exago.home or EXAGO_HOME");
    }

    @Test
    void saysThatAFileIsNoFolder() throws IOException {
        Path file = Files.createFile(home.resolve("file"));

        assertThat(absence(Optional.of(file)))
                .isEqualTo("its home " + file + " is no folder: correct opflow.exago.home or EXAGO_HOME");
    }

    @Test
    void saysThatItsLibraryIsMissing() {
        assertThat(absence(Optional.of(home)))
                .isEqualTo("its home " + home + " has no lib/" + LIBRARY
                        + ": set opflow.exago.home or EXAGO_HOME to the folder that ExaGO was installed to");
    }

    @Test
    void saysWhyItsLibraryCantBeLoaded() throws IOException {
        Path library = library("lib");
        Files.writeString(library, "not a library, though it is longer than the header of one would have to be");

        assertThat(absence(Optional.of(home)))
                .startsWith(library + " can't be loaded (")
                .contains("invalid ELF header")
                .endsWith("): install ExaGO 1.6 with all that it depends on");
    }

    @Test
    void saysWhichFunctionALibraryLacks() throws IOException {
        Path library = library("lib");
        Files.copy(someOtherLibrary(), library);

        assertThat(absence(Optional.of(home)))
                .isEqualTo(library + " has no function ExaGOVersionGetVersion:"
                        + " install ExaGO 1.6 with all that it depends on");
    }

    @Test
    void saysWhichFunctionAnExagoLacks() throws IOException {
        FaultyExago.install(home, "-DWITHOUT_OPFLOWSetUp");

        assertThat(absence(Optional.of(home)))
                .isEqualTo(home.resolve("lib").resolve(LIBRARY)
                        + " has no function OPFLOWSetUp: install ExaGO 1.6 with all that it depends on");
    }

    @Test
    void saysThatAnExagoIsOfAnotherVersion() throws IOException {
        FaultyExago.install(home, "-DMINOR=5");

        assertThat(absence(Optional.of(home))).isEqualTo(home + " has ExaGO 1.5.0: install ExaGO 1.6");
    }

    @Test
    void saysThatAnExagoWasBuiltWithoutIpopt() throws IOException {
        FaultyExago.install(home, "-DWITHOUT_IPOPT");

        assertThat(absence(Optional.of(home)))
                .isEqualTo("the ExaGO of " + home + " was built without Ipopt: build it with -DEXAGO_ENABLE_IPOPT=ON");
    }

    @Test
    void saysThatHiopDoesNotStandInForIpopt() throws IOException {
        FaultyExago.install(home, "-DWITHOUT_IPOPT", "-DWITH_HIOP");

        assertThat(absence(Optional.of(home)))
                .isEqualTo("the ExaGO of " + home + " was built without Ipopt, and its HiOp is not used:"
                        + " build it with -DEXAGO_ENABLE_IPOPT=ON");
    }

    @Test
    void saysThatTemporaryFilesHaveNoPlace() throws IOException {
        FaultyExago exago = FaultyExago.install(home);
        Path nowhere = temporary.resolve("nowhere");

        assertThat(new ExagoEngine(Optional.of(exago.home()), nowhere).absence())
                .contains("its folder for temporary files, " + nowhere
                        + ", can't be written to: set java.io.tmpdir to one that can");
    }

    @Test
    void looksIntoLib64Too() throws IOException {
        Path library = library("lib64");
        Files.copy(someOtherLibrary(), library);

        assertThat(absence(Optional.of(home))).startsWith(library + " has no function");
    }

    @Test
    void knowsTheVersionsItIsMadeFor() {
        assertThat(new ExagoVersion(1, 6, 0).isUsable()).isTrue();
        assertThat(new ExagoVersion(1, 6, 1).isUsable()).isTrue();
        assertThat(new ExagoVersion(1, 5, 1).isUsable()).isFalse();
        assertThat(new ExagoVersion(2, 6, 0).isUsable()).isFalse();
        assertThat(new ExagoVersion(1, 6, 0)).hasToString("1.6.0");
    }

    private Path library(String folder) throws IOException {
        return Files.createDirectory(home.resolve(folder)).resolve(LIBRARY);
    }

    /** A library that is sure to be there and is not ExaGO. */
    private static Path someOtherLibrary() {
        return Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("jimage"));
    }

    private static String absence(Optional<Path> home) {
        return switch (ExagoInstallation.at(home)) {
            case ExagoInstallation.Absent absent -> absent.reason();
            case ExagoInstallation.Present present -> "present: " + present.home();
        };
    }
}
