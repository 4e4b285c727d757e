package dev.opflow.storage;

import java.util.Map;

/** An object that was opened. */
public interface StoredObject extends AutoCloseable {

    /** Length, bytes. */
    long size();

    /** The ETag without its quotes; empty where the store gives none. */
    String eTag();

    /** The version; empty where the bucket has no versions. */
    String versionId();

    /** The user's metadata by lower-case name, without the prefix {@code x-amz-meta-}. */
    Map<String, String> metadata();

    /**
     * The object's bytes, all of them, read now.
     *
     * @throws StorageException when they can't be read
     */
    byte[] bytes();

    /** Lets go of the connection; bytes not read are not fetched. */
    @Override
    void close();
}
