package dev.opflow.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opflow.storage.ObjectStore;
import dev.opflow.storage.S3ObjectStore;
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
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The cloud of dev mode: starts the bucket server, puts the sample there, and turns every upload into an event, whether it
 * came through S3 or was copied into the bucket's folder. Each start, and so each edit of the code, begins without results
 * and solves every upload anew.
 */
@ApplicationScoped
@IfBuildProfile("dev")
class LocalCloud {
    private static final Logger LOG = Logger.getLogger(LocalCloud.class);
    private static final Duration STAND = Duration.ofMillis(500);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration READ = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final int port;
    private final Path folder;
    private final Path jar;
    private final Path classes;
    private final Path sample;
    private final String uploads;
    private final String results;
    private final ObjectStore store;
    private final URI function;
    private final ObjectMapper json = new ObjectMapper();
    private @Nullable Thread thread;

    LocalCloud(
            S3Client client,
            @ConfigProperty(name = "local-cloud.port") int port,
            @ConfigProperty(name = "local-cloud.folder") Path folder,
            @ConfigProperty(name = "local-cloud.jar") Path jar,
            @ConfigProperty(name = "local-cloud.classes") Path classes,
            @ConfigProperty(name = "local-cloud.sample") Path sample,
            @ConfigProperty(name = "local-cloud.uploads") String uploads,
            @ConfigProperty(name = "opflow.results.bucket") String results,
            @ConfigProperty(name = "quarkus.lambda.mock-event-server.dev-port", defaultValue = "8080")
                    int functionPort) {
        this.port = port;
        this.folder = folder;
        this.jar = jar;
        this.classes = classes;
        this.sample = sample;
        this.uploads = uploads;
        this.results = results;
        store = new S3ObjectStore(client);
        function = URI.create("http://localhost:" + functionPort + "/");
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().daemon().name("local cloud").start(this::run);
    }

    /** Returns when the server has ended, so that the next start finds its port free. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join(STOP);
        }
    }

    private void run() {
        try (BucketServer server = BucketServer.start(jar, classes, folder, port);
                UploadEvents events = new UploadEvents(function, uploads)) {
            Path watched = BucketServer.bucket(folder, uploads);
            clear(BucketServer.bucket(folder, results));
            uploadSample();
            LOG.infof(
                    "Local cloud: buckets \"%s\" and \"%s\" at %s. Upload a case with any S3 client, or copy one into"
                            + " %s",
                    uploads, results, server.endpoint(), watched.toAbsolutePath());
            watch(watched, events);
        } catch (IOException | RuntimeException e) {
            LOG.errorf("The local cloud stops: %s", e.getMessage());
        } catch (InterruptedException e) {
            // asked to stop
            Thread.currentThread().interrupt();
        }
    }

    private static void clear(Path bucket) throws IOException {
        try (Stream<Path> all = Files.walk(bucket)) {
            List<Path> deepestFirst = all.filter(path -> !path.equals(bucket))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }

    /** A user's own case of this name stays. */
    private void uploadSample() throws IOException {
        String key = String.valueOf(sample.getFileName());
        store.putIfAbsent(uploads, key, new ObjectStore.Content("text/plain", Files.readAllBytes(sample)));
    }

    private void watch(Path watched, UploadEvents events) throws IOException, InterruptedException {
        StandingFiles files = new StandingFiles(watched, STAND);
        WrittenObjects objects = new WrittenObjects(watched);
        while (true) {
            for (Path file : files.look(System.nanoTime())) {
                String key = watched.relativize(file).toString().replace('\\', '/');
                try {
                    announce(key, objects.eTag(file, storedETag(key)), Files.size(file), events);
                } catch (IOException | RuntimeException e) {
                    LOG.errorf("%s was not taken: %s", key, e.getMessage());
                }
            }
            Thread.sleep(LOOK);
        }
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

    private void announce(String key, String eTag, long size, UploadEvents events)
            throws IOException, InterruptedException {
        String refusal = events.send(key, eTag, size);
        if (refusal.isEmpty()) {
            print(key, eTag);
        } else {
            LOG.errorf("%s failed; the function answered %s", key, refusal);
        }
    }

    private void print(String key, String eTag) throws IOException {
        String place = key + "/" + eTag + "/";
        Optional<StoredObject> found = store.open(results, place + "result.json", "");
        if (found.isEmpty()) {
            LOG.infof("%s: no result; the log above says why.", key);
            return;
        }
        try (StoredObject object = found.get()) {
            JsonNode result = json.readTree(object.bytes(READ));
            JsonNode objective = result.path("objective");
            LOG.infof(
                    "%s: %s%s in %.3f s. Results: %s",
                    key,
                    result.path("status").asText(),
                    objective.isNumber()
                            ? String.format(Locale.ROOT, ", %.2f $/h", objective.asDouble())
                            : " (" + result.path("message").asText() + ")",
                    result.path("seconds").path("total").asDouble(),
                    folder.resolve("buckets").resolve(results).resolve(place).toAbsolutePath());
        }
    }
}
