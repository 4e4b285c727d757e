package dev.opflow.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opflow.run.ResultFile;
import dev.opflow.storage.ObjectStore;
import dev.opflow.storage.StorageException;
import dev.opflow.storage.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Puts results where they belong, in an order that leaves no half result behind: {@code result.json} comes last and never
 * twice, so that its presence says that a version is done; after it the pointer to the newest.
 */
final class ResultShelf {
    private static final String RESULT_JSON = "result.json";
    private static final String LATEST_SCHEMA = "opflow-latest/1";
    private static final String JSON = "application/json";
    /** How often another writer may get ahead at the pointer before this one gives up. */
    private static final int TRIES = 10;

    private static final Duration READ = Duration.ofSeconds(10);

    private final ObjectStore store;
    private final ResultPlace place;
    private final ObjectMapper json;

    ResultShelf(ObjectStore store, ResultPlace place, ObjectMapper json) {
        this.store = store;
        this.place = place;
        this.json = json;
    }

    /** Whether the result of this version is complete. */
    boolean has(String key, String version) {
        return store.exists(place.bucket(), place.folder(key, version) + RESULT_JSON);
    }

    /**
     * Writes the files of a result in their order, the last one unless it is there. Where it is there before the first, nothing
     * is written: the other files would not belong to it. Two that write at the same moment still mix theirs.
     *
     * @return false where another invocation had finished the same version meanwhile; its result stands
     */
    boolean put(String key, String version, List<ResultFile> files) {
        String folder = place.folder(key, version);
        ResultFile last = files.getLast();
        if (!last.name().equals(RESULT_JSON)) {
            throw new IllegalArgumentException("the last file is " + last.name() + ", must be " + RESULT_JSON);
        }
        if (has(key, version)) {
            return false;
        }
        for (ResultFile file : files.subList(0, files.size() - 1)) {
            store.put(place.bucket(), folder + file.name(), content(file));
        }
        return store.putIfAbsent(place.bucket(), folder + RESULT_JSON, content(last));
    }

    /** Points to a version of a case, unless to a newer upload already. */
    void pointTo(Upload upload, String version) {
        String key = place.latest(upload.key());
        ObjectStore.Content pointer = pointer(upload, version);
        for (int tried = 0; tried < TRIES; tried++) {
            if (pointOnce(key, upload.sequencer(), pointer)) {
                return;
            }
        }
        throw new StorageException(
                "write s3://" + place.bucket() + "/" + key,
                "others write it at the same time; " + TRIES + " tries were not enough");
    }

    /** Answers false where another writer got ahead. */
    private boolean pointOnce(String key, String sequencer, ObjectStore.Content pointer) {
        Optional<StoredObject> found = store.open(place.bucket(), key, "");
        if (found.isEmpty()) {
            return store.putIfAbsent(place.bucket(), key, pointer);
        }
        try (StoredObject current = found.get()) {
            return !Upload.isNewer(sequencer, sequencerOf(current))
                    || store.replace(place.bucket(), key, current.eTag(), pointer);
        }
    }

    private String sequencerOf(StoredObject pointer) {
        try {
            JsonNode node = json.readTree(pointer.bytes(READ));
            return node.path("sequencer").asText("");
        } catch (IOException e) {
            // not written here; it gives way to one that is
            return "";
        }
    }

    private ObjectStore.Content pointer(Upload upload, String version) {
        try {
            byte[] text = json.writeValueAsBytes(json.createObjectNode()
                    .put("schema", LATEST_SCHEMA)
                    .put("key", upload.key())
                    .put("version", version)
                    .put("sequencer", upload.sequencer())
                    .put("result", place.folder(upload.key(), version) + RESULT_JSON));
            return new ObjectStore.Content(JSON, text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("five strings are always JSON", e);
        }
    }

    private static ObjectStore.Content content(ResultFile file) {
        return new ObjectStore.Content(file.contentType(), file.content());
    }
}
