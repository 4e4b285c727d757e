package dev.opflow.storage;

import java.util.Optional;

/** Objects in buckets. Every call ends within a set time, and fails with a {@link StorageException} only. */
public interface ObjectStore {

    /**
     * Opens an object for reading; what is known of it is there at once, its bytes only when asked for.
     *
     * @param bucket name of the bucket
     * @param key key of the object
     * @param versionId which version; empty for the newest
     * @return empty where there is no such object or version; else to be closed
     */
    Optional<StoredObject> open(String bucket, String key, String versionId);

    /** Whether there is such an object. */
    boolean exists(String bucket, String key);

    /** Writes an object, whatever was there before; it appears whole or not at all. */
    void put(String bucket, String key, Content content);

    /**
     * Writes an object unless there is one.
     *
     * @return false where there is one; it is left as it is
     */
    boolean putIfAbsent(String bucket, String key, Content content);

    /**
     * Writes an object over the one with this ETag.
     *
     * @return false where the object has another ETag by now, or is gone; it is left as it is
     */
    boolean replace(String bucket, String key, String eTag, Content content);

    /**
     * What to write.
     *
     * @param contentType its media type
     * @param bytes the bytes; not to be changed
     */
    record Content(String contentType, byte[] bytes) {}
}
