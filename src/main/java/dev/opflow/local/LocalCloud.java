package dev.opflow.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opflow.storage.ObjectStore;
import dev.opflow.storage.S3ObjectStore;
import dev.opflow.storage.StorageException;
import dev.opflow.storage.StoredObject;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The cloud of dev mode: starts the bucket server, uploads the sample, and turns every upload into an event, whether it came
 * through S3 or was copied into the bucket's folder.
 */
@ApplicationScoped
@IfBuildProfile("dev")
class LocalCloud {
    private static final Logger LOG = Logger.getLogger(LocalCloud.class);
    private static final Duration STAND = Duration.ofMillis(500);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final int port;
    private final Path folder;
    private final Path jar;
    private final Path sample;
    private final String uploads;
    private final String results;
    private final ObjectStore store;
    private final UploadEvents events;
    private final ObjectMapper json = new ObjectMapper();
    private @Nullable BucketServer server;
    private @Nullable Thread watcher;

    LocalCloud(
            S3Client client,
            @ConfigProperty(name = "local-cloud.port") int port,
            @ConfigProperty(name = "local-cloud.folder") Path folder,
            @ConfigProperty(name = "local-cloud.jar") Path jar,
            @ConfigProperty(name = "local-cloud.sample") Path sample,
            @ConfigProperty(name = "local-cloud.uploads") String uploads,
            @ConfigProperty(name = "opflow.results.bucket") String results,
            @ConfigProperty(name = "quarkus.lambda.mock-event-server.dev-port", defaultValue = "8080")
                    int functionPort) {
        this.port = port;
        this.folder = folder;
        this.jar = jar;
        this.sample = sample;
        this.uploads = uploads;
        this.results = results;
        store = new S3ObjectStore(client);
        events = new UploadEvents(URI.create("http://localhost:" + functionPort + "/"), uploads);
    }

    void start(@Observes StartupEvent event) {
        watcher = Thread.ofPlatform().daemon().name("local cloud").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        if (watcher != null) {
            watcher.interrupt();
        }
        if (server != null) {
            server.close();
        }
    }

    private void run() {
        try {
            server = BucketServer.start(jar, folder, port);
            Path watched = BucketServer.bucket(folder, uploads);
            BucketServer.bucket(folder, results);
            LOG.infof(
                    "Local cloud: buckets \"%s\" and \"%s\" at %s. Upload a case with any S3 client, or copy one into"
                            + " %s",
                    uploads, results, server.endpoint(), watched.toAbsolutePath());
            uploadSample();
            watch(watched);
        } catch (IOException | StorageException e) {
            LOG.errorf("The local cloud stops: %s", e.getMessage());
        } catch (InterruptedException e) {
            // asked to stop
            Thread.currentThread().interrupt();
        }
    }

    private void uploadSample() throws IOException {
        String key = String.valueOf(sample.getFileName());
        store.put(uploads, key, new ObjectStore.Content("text/plain", Files.readAllBytes(sample)));
    }

    private void watch(Path watched) throws IOException, InterruptedException {
        StandingFiles files = new StandingFiles(watched, STAND);
        while (true) {
            for (Path file : files.look(System.nanoTime())) {
                try {
                    take(watched, file, files);
                } catch (IOException | StorageException e) {
                    LOG.errorf("%s was not taken: %s", watched.relativize(file), e.getMessage());
                }
            }
            Thread.sleep(LOOK);
        }
    }

    private void take(Path watched, Path file, StandingFiles files) throws IOException, InterruptedException {
        String key = watched.relativize(file).toString().replace('\\', '/');
        byte[] content = Files.readAllBytes(file);
        String eTag = md5(content);
        if (!eTag.equals(storedETag(key))) {
            // copied in past the server, which knows nothing of it yet
            store.put(uploads, key, new ObjectStore.Content("text/plain", content));
            files.accept(file);
        }
        String refusal = events.send(key, eTag, content.length);
        if (!refusal.isEmpty()) {
            LOG.errorf("%s failed; the function answered %s", key, refusal);
            return;
        }
        print(key, eTag);
    }

    private String storedETag(String key) {
        Optional<StoredObject> found = store.open(uploads, key, "");
        if (found.isEmpty()) {
            return "";
        }
        try (StoredObject object = found.get()) {
            return object.eTag();
        }
    }

    private void print(String key, String eTag) throws IOException {
        String result = key + "/" + eTag + "/";
        Optional<StoredObject> found = store.open(results, result + "result.json", "");
        if (found.isEmpty()) {
            LOG.infof("%s: no result; the log above says why.", key);
            return;
        }
        try (StoredObject object = found.get()) {
            JsonNode content = json.readTree(object.bytes());
            LOG.infof(
                    "%s: %s%s in %.3f s. Results: %s",
                    key,
                    content.path("status").asText(),
                    content.path("objective").isNumber()
                            ? String.format(
                                    Locale.ROOT,
                                    ", %.2f $/h",
                                    content.path("objective").asDouble())
                            : " (" + content.path("message").asText() + ")",
                    content.path("seconds").path("total").asDouble(),
                    folder.resolve("buckets").resolve(results).resolve(result).toAbsolutePath());
        }
    }

    private static String md5(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
