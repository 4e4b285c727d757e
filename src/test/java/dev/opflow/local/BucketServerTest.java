package dev.opflow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class BucketServerTest {

    @Test
    void keepsObjectsAsPlainFilesUnderTheirKeys(@TempDir Path folder) throws IOException {
        try (BucketServer server = BucketServer.start(TestBuckets.jar(), TestBuckets.classes(), folder, 0);
                S3Client client = TestBuckets.client(server.endpoint())) {
            Path bucket = BucketServer.bucket(folder, "uploads");

            client.putObject(
                    request -> request.bucket("uploads").key("a b/c.m"), RequestBody.fromString("mpc.version = '2';"));
            Files.writeString(bucket.resolve("copied.m"), "copied in");

            assertThat(bucket.resolve("a b/c.m")).hasContent("mpc.version = '2';");
            assertThat(client.getObjectAsBytes(
                                    request -> request.bucket("uploads").key("copied.m"))
                            .asUtf8String())
                    .isEqualTo("copied in");
        }
    }

    @Test
    void saysWhenItsPortIsTaken(@TempDir Path folder) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() ->
                            BucketServer.start(TestBuckets.jar(), TestBuckets.classes(), folder, taken.getLocalPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("port " + taken.getLocalPort()
                            + " is taken (Address already in use); choose another: -Dlocal-cloud.port=9001");
        }
    }

    @Test
    void saysWhenItsJarIsMissing(@TempDir Path folder) {
        Path missing = folder.resolve("missing.jar");
        assertThatThrownBy(() -> BucketServer.start(missing, TestBuckets.classes(), folder, 0))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no " + missing + "; ./mvnw process-resources puts it there");
    }

    @Test
    void saysWhereToLookWhenItDoesNotStart(@TempDir Path folder) throws IOException {
        Path noJar = Files.writeString(folder.resolve("no.jar"), "not a jar");
        assertThatThrownBy(() -> BucketServer.start(noJar, TestBuckets.classes(), folder, 0))
                .isInstanceOf(IOException.class)
                .hasMessage("the bucket server ended at once; see " + folder.resolve("server.log"));
        assertThat(folder.resolve("server.log")).content().contains("org.gaul.s3proxy.Main");
    }
}
