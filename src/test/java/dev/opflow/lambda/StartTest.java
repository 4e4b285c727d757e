package dev.opflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Security;
import java.util.List;
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
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
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
