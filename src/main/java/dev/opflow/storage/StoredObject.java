package dev.opflow.storage;

import java.time.Duration;
import java.util.Map;

/** An object that was opened. */
public interface StoredObject extends AutoCloseable {

    /** Length, bytes. */
    long size();

    /** The ETag without its quotes; empty where the store gives none. */
    String eTag();

    /** The user's metadata by lower-case name, without the prefix {@code x-amz-meta-}. */
    Map<String, String> metadata();

    /**
     * The object's bytes, all of them, read now.
     *
     * @param limit how long that may take
     * @throws StorageException when they can't be read, or not in this time
     */
    byte[] bytes(Duration limit);

    /** Lets go of the connection; bytes not read are not fetched. */
    @Override
    void close();
}
