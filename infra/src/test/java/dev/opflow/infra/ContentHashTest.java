package dev.opflow.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentHashTest {
    private static final String RECORDED = "io/quarkus/runner/recorded/Step.class";

    @TempDir
    private Path folder;

    private static String hash(Path folder) {
        return new ContentHash().addFolder(folder).hex();
    }

    /** A class whose code loads constants in an order, as javac and Quarkus write it: small numbers without the constant pool. */
    private static byte[] step(Object... constants) {
        return ClassFile.of()
                .build(
                        ClassDesc.of("Step"),
                        step -> step.withMethodBody("deploy", ConstantDescs.MTD_void, ClassFile.ACC_STATIC, code -> {
                            for (Object constant : constants) {
                                switch (constant) {
                                    case String text -> code.loadConstant(text).pop();
                                    case Integer number ->
                                        code.loadConstant((int) number).pop();
                                    case Boolean truth ->
                                        code.loadConstant(truth ? 1 : 0).pop();
                                    default -> throw new IllegalArgumentException(constant.toString());
                                }
                            }
                            code.return_();
                        }));
    }

    /** A jar in a folder of its own, with a class of this name. */
    private Path jar(String name, long time, String className, byte[] content) throws IOException {
        Path jar = Files.createTempDirectory(folder, "build").resolve(name);
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            ZipEntry header = new ZipEntry(className);
            header.setTime(time);
            zip.putNextEntry(header);
            zip.write(content);
            zip.closeEntry();
        }
        return jar.getParent();
    }

    private String hash(String jar, String className, Object... constants) throws IOException {
        return hash(jar(jar, 1_600_000_000_000L, className, step(constants)));
    }

    @Test
    void isTheSameForTwoBuildsOfAnApplication() throws IOException {
        byte[] one = step("proxykey28", "bean", 70_000, true, 7);
        byte[] two = step(7, 70_000, true, "bean", "proxykey9");

        assertThat(one).isNotEqualTo(two);
        assertThat(hash(jar("app-runner.jar", 1_600_000_000_000L, RECORDED, one)))
                .isEqualTo(hash(jar("app-runner.jar", 1_700_000_000_000L, RECORDED, two)))
                .hasSize(64);
    }

    @Test
    void isAnotherForAnotherApplication() throws IOException {
        String first = hash("app-runner.jar", RECORDED, "bean", 70_000);

        assertThat(hash("app-runner.jar", RECORDED, "beam", 70_000))
                .as("another text")
                .isNotEqualTo(first);
        assertThat(hash("app-runner.jar", RECORDED, "bean", 70_001))
                .as("another number")
                .isNotEqualTo(first);
        assertThat(hash("lib.jar", RECORDED, "bean", 70_000)).as("another name").isNotEqualTo(first);
        assertThat(hash("app-runner.jar", "A.class", "bean", 70_000))
                .as("a class that is not recorded, in this order")
                .isNotEqualTo(hash("app-runner.jar", "A.class", 70_000, "bean"));
    }

    @Test
    void isAnotherForASettingThatOnlyAnInstructionHolds() throws IOException {
        assertThat(hash("app-runner.jar", RECORDED, true)).isNotEqualTo(hash("app-runner.jar", RECORDED, false));
        assertThat(hash("app-runner.jar", RECORDED, 7)).isNotEqualTo(hash("app-runner.jar", RECORDED, 8));
        assertThat(hash("app-runner.jar", RECORDED, 300)).isNotEqualTo(hash("app-runner.jar", RECORDED, 301));
        assertThat(hash("app-runner.jar", RECORDED, true, false))
                .as("how often")
                .isNotEqualTo(hash("app-runner.jar", RECORDED, true, true, false));
    }

    @Test
    void takesFilesWithTheirNamesAndLinksForWhereTheyLead() throws IOException {
        Path one = Files.createDirectories(folder.resolve("one/lib"));
        Files.writeString(one.resolve("a"), "content");
        String plain = hash(one.getParent());
        Files.createSymbolicLink(one.resolve("b"), Path.of("a"));
        String linked = hash(one.getParent());
        Files.move(one.resolve("a"), one.resolve("c"));

        assertThat(linked).isNotEqualTo(plain);
        assertThat(hash(one.getParent())).isNotEqualTo(linked);
    }

    @Test
    void looksIntoAFolderThatIsALink() throws IOException {
        Path real = Files.createDirectories(folder.resolve("exago-1.6"));
        Files.writeString(real.resolve("a"), "one");
        Path link = Files.createSymbolicLink(folder.resolve("exago"), real);
        String first = hash(link);
        Files.writeString(real.resolve("a"), "two");

        assertThat(first).hasSize(64);
        assertThat(hash(link)).isNotEqualTo(first).isEqualTo(hash(real));
    }

    @Test
    void takesALinkToAFolderForWhereItLeads() throws IOException {
        Path root = Files.createDirectories(folder.resolve("root"));
        Files.createDirectories(root.resolve("lib-1"));
        Files.createDirectories(root.resolve("lib-2"));
        Path lib = Files.createSymbolicLink(root.resolve("lib"), Path.of("lib-1"));
        String first = hash(root);
        Files.delete(lib);
        Files.createSymbolicLink(lib, Path.of("lib-2"));
        String second = hash(root);
        Files.delete(lib);
        Files.createSymbolicLink(lib, Path.of("nowhere"));

        assertThat(hash(root)).isNotEqualTo(second);
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void takesNoFileForAnArgument() throws IOException {
        Path context = Files.createDirectories(folder.resolve("context"));
        Path exago = Files.createDirectories(folder.resolve("exago"));
        Files.writeString(exago.resolve("NAME"), "value");

        assertThat(new ImageSource.BuiltFrom(context, Optional.of(exago), Map.of()).hash("linux/amd64"))
                .isNotEqualTo(new ImageSource.BuiltFrom(context, Optional.empty(), Map.of("NAME", "value"))
                        .hash("linux/amd64"));
    }
}
