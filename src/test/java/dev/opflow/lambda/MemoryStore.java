package dev.opflow.lambda;

import dev.opflow.storage.ObjectStore;
import dev.opflow.storage.StorageException;
import dev.opflow.storage.StoredObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store in memory that keeps every version, writes down what was asked of it, and fails where it is told to. */
final class MemoryStore implements ObjectStore {
    private final Map<String, List<Entry>> objects = new HashMap<>();
    /** As "write results/case9.m/1/result.json", "read ...", "look for ...". */
    final List<String> asked = new ArrayList<>();
    /** The next action that begins so fails once. */
    private @Nullable String failing;

    private String beforeAction = "";
    private @Nullable Runnable before;

    private record Entry(byte[] bytes, Map<String, String> metadata, String eTag, String versionId) {}

    void failOnce(String action) {
        failing = action;
    }

    /** Something another invocation does just before the next action that begins so. */
    void beforeNext(String action, Runnable other) {
        beforeAction = action;
        before = other;
    }

    Upload upload(String key, String text, Map<String, String> metadata, String sequencer) {
        Entry entry = add("uploads/" + key, text.getBytes(StandardCharsets.UTF_8), metadata);
        return new Upload("uploads", key, entry.versionId, entry.eTag, sequencer);
    }

    void delete(String place) {
        objects.remove(place);
    }

    String text(String place) {
        return new String(newest(place).orElseThrow().bytes, StandardCharsets.UTF_8);
    }

    boolean has(String place) {
        return objects.containsKey(place);
    }

    private Entry add(String place, byte[] bytes, Map<String, String> metadata) {
        List<Entry> versions = objects.computeIfAbsent(place, p -> new ArrayList<>());
        String version = "v" + (versions.size() + 1);
        Entry entry = new Entry(bytes.clone(), Map.copyOf(metadata), "etag-of-" + place.hashCode() + version, version);
        versions.add(entry);
        return entry;
    }

    private Optional<Entry> newest(String place) {
        return Optional.ofNullable(objects.get(place)).map(List::getLast);
    }

    private void ask(String action) {
        Runnable other = before;
        if (other != null && action.startsWith(beforeAction)) {
            before = null;
            other.run();
        }
        asked.add(action);
        if (failing != null && action.startsWith(failing)) {
            failing = null;
            throw new StorageException(action, "told to fail");
        }
    }

    @Override
    public Optional<StoredObject> open(String bucket, String key, String versionId) {
        String place = bucket + "/" + key;
        ask("read " + place);
        return Optional.ofNullable(objects.get(place))
                .flatMap(versions -> versions.stream()
                        .filter(entry -> versionId.isEmpty() || entry.versionId.equals(versionId))
                        .reduce((older, newer) -> newer))
                .map(entry -> new Opened(entry, place));
    }

    @Override
    public boolean exists(String bucket, String key) {
        ask("look for " + bucket + "/" + key);
        return has(bucket + "/" + key);
    }

    @Override
    public void put(String bucket, String key, Content content) {
        ask("write " + bucket + "/" + key);
        add(bucket + "/" + key, content.bytes(), Map.of());
    }

    @Override
    public boolean putIfAbsent(String bucket, String key, Content content) {
        ask("write " + bucket + "/" + key);
        if (has(bucket + "/" + key)) {
            return false;
        }
        add(bucket + "/" + key, content.bytes(), Map.of());
        return true;
    }

    @Override
    public boolean replace(String bucket, String key, String eTag, Content content) {
        ask("write " + bucket + "/" + key);
        if (newest(bucket + "/" + key).filter(entry -> entry.eTag.equals(eTag)).isEmpty()) {
            return false;
        }
        add(bucket + "/" + key, content.bytes(), Map.of());
        return true;
    }

    private final class Opened implements StoredObject {
        private final Entry entry;
        private final String place;

        Opened(Entry entry, String place) {
            this.entry = entry;
            this.place = place;
        }

        @Override
        public long size() {
            return entry.bytes.length;
        }

        @Override
        public String eTag() {
            return entry.eTag;
        }

        @Override
        public Map<String, String> metadata() {
            return entry.metadata;
        }

        @Override
        public byte[] bytes(Duration limit) {
            ask("fetch " + place);
            return entry.bytes.clone();
        }

        @Override
        public void close() {
            // nothing to let go of
        }
    }
}
