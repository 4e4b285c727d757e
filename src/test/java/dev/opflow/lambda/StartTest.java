package dev.opflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Security;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class StartTest {
    /** A process of its own, as a JVM reads once which algorithms are disabled. */
    static final class FreshProcess {
        private static final String DISABLED = "jdk.tls.disabledAlgorithms";

        private FreshProcess() {}

        public static void main(String[] arguments) throws Exception {
            String before = Security.getProperty(DISABLED);
            Start.initialise();
            System.out.println(before);
            System.out.println(Security.getProperty(DISABLED));
            System.out.println(
                    List.of(SSLContext.getDefault().getDefaultSSLParameters().getProtocols()));
        }
    }

    @Test
    void leavesTlsAsThePlatformHasIt() throws Exception {
        String classPath = System.getProperty("java.class.path");
        assumeTrue(
                Stream.of(classPath.split(File.pathSeparator)).anyMatch(path -> path.endsWith("test-classes")),
                "this JVM has its classes from elsewhere than its class path, as in dev mode: no other could be"
                        + " started with them");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        classPath,
                        FreshProcess.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(process.waitFor()).isZero();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("TLSv1.1");
        assertThat(lines.get(1)).isEqualTo(lines.get(0));
        assertThat(lines.get(2)).isEqualTo("[TLSv1.3, TLSv1.2]");
    }
}
