package dev.opflow.local;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The bucket server of dev mode, for tests: one for the whole JVM, on a free port, with two empty buckets. */
public final class TestBuckets implements QuarkusTestResourceLifecycleManager {
    public static final String UPLOADS = "uploads";
    public static final String RESULTS = "results";

    /** Where Maven puts it. */
    private static final Path JAR = Path.of("target", "local-cloud-server", "s3proxy.jar");

    private static final class Holder {
        private static final BucketServer SERVER = startOnce();

        private static BucketServer startOnce() {
            try {
                Path folder = Path.of(
                        "target",
                        "test-buckets",
                        String.valueOf(ProcessHandle.current().pid()));
                BucketServer server = BucketServer.start(JAR, classes(), folder, 0);
                BucketServer.bucket(folder, UPLOADS);
                BucketServer.bucket(folder, RESULTS);
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The server's jar. */
    public static Path jar() {
        return JAR;
    }

    /** The compiled classes, as whoever started this JVM says. */
    public static Path classes() {
        return Path.of(System.getProperty("local-cloud.classes", "target/classes"));
    }

    /** Where the server is; started with the first call. */
    public static URI endpoint() {
        return Holder.SERVER.endpoint();
    }

    /** A client of a server on loopback that takes any credentials; gives up soon. */
    public static S3Client client(URI endpoint) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                // S3Proxy may answer before it has read a trailing checksum, and the connection is lost
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(settings -> settings.apiCallTimeout(Duration.ofSeconds(20)))
                .build();
    }

    @Override
    public Map<String, String> start() {
        return Map.of("quarkus.s3.endpoint-override", endpoint().toString());
    }

    @Override
    public void stop() {
        // ends with this JVM, and serves other tests until then
    }
}
