package dev.opflow.storage;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Objects in S3, or in a server that speaks its language. Timeouts and retries are those of the client, after a connection that is waited for. */
public final class S3ObjectStore implements ObjectStore {
    private static final System.Logger LOG = System.getLogger(S3ObjectStore.class.getName());

    private static final int NOT_FOUND = 404;
    /** Another writer is at the same object just now, and nobody knows yet who wins. */
    private static final int CONFLICT = 409;

    private static final int PRECONDITION_FAILED = 412;
    private static final int TRIES = 4;
    private static final Duration PAUSE = Duration.ofMillis(250);

    private static final int PORTION = 1 << 16;

    /** How long after it was begun a connection is waited for: one that takes longer may be lost, as in a process that was frozen. */
    private static final Duration CONNECTING = Duration.ofSeconds(1);

    private final S3Client client;
    private final Duration connectingLimit;
    private volatile @Nullable Connection connecting;

    /** What makes a connection just now. */
    private record Connection(String bucket, Thread thread, long begunNanos) {}

    /** A store behind a client, which stays its owner's. */
    public S3ObjectStore(S3Client client) {
        this(client, CONNECTING);
    }

    S3ObjectStore(S3Client client, Duration connectingLimit) {
        this.client = client;
        this.connectingLimit = connectingLimit;
    }

    /**
     * Makes a connection to a bucket, on a thread of its own, by a request for an object that need not be there. What is asked of the bucket
     * meanwhile waits for it, a second at most: another connection would be no sooner there, and its keys take the processor as long again.
     * That the bucket can't be reached, the next request will say.
     */
    public void connect(String bucket, String key) {
        long begun = System.nanoTime();
        Thread thread = Thread.ofPlatform().name("connect").daemon().start(() -> {
            try {
                client.headObject(request -> request.bucket(bucket).key(key));
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "no connection yet", e);
            }
        });
        connecting = new Connection(bucket, thread, begun);
    }

    private void awaitConnection(String action, String bucket) {
        Connection connection = connecting;
        if (connection == null || !connection.bucket.equals(bucket)) {
            return;
        }
        Duration left = connectingLimit.minusNanos(System.nanoTime() - connection.begunNanos);
        try {
            if (left.isPositive()) {
                connection.thread.join(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException(action, "interrupted", e);
        }
        connecting = null;
    }

    @Override
    public Optional<StoredObject> open(String bucket, String key, String versionId) {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .versionId(versionId.isEmpty() ? null : versionId)
                .build();
        String action = "read " + place(bucket, key) + (versionId.isEmpty() ? "" : ", version " + versionId);
        return ask(action, bucket, () -> {
            try {
                return Optional.of(new S3Object(action, client.getObject(request)));
            } catch (SdkServiceException e) {
                if (isMissing(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    @Override
    public boolean exists(String bucket, String key) {
        return ask("look for " + place(bucket, key), bucket, () -> {
            try {
                client.headObject(request -> request.bucket(bucket).key(key));
                return true;
            } catch (SdkServiceException e) {
                if (isMissing(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public void put(String bucket, String key, Content content) {
        put(request(bucket, key, content).build(), content);
    }

    @Override
    public boolean putIfAbsent(String bucket, String key, Content content) {
        return put(request(bucket, key, content).ifNoneMatch("*").build(), content) || isThere(bucket, key, content);
    }

    /** The client tries again where an answer is lost, and then finds what it wrote itself. */
    private boolean isThere(String bucket, String key, Content content) {
        return open(bucket, key, "")
                .map(object -> {
                    try (object) {
                        return object.eTag().equals(md5(content.bytes()));
                    }
                })
                .orElse(false);
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    @Override
    public boolean replace(String bucket, String key, String eTag, Content content) {
        return put(request(bucket, key, content).ifMatch('"' + eTag + '"').build(), content);
    }

    private static PutObjectRequest.Builder request(String bucket, String key, Content content) {
        return PutObjectRequest.builder().bucket(bucket).key(key).contentType(content.contentType());
    }

    /** Answers false where a condition was not met. */
    private boolean put(PutObjectRequest request, Content content) {
        String action = "write " + place(request.bucket(), request.key());
        awaitConnection(action, request.bucket());
        for (int tried = 1; tried < TRIES; tried++) {
            try {
                return putOnce(request, content);
            } catch (SdkServiceException e) {
                if (e.statusCode() != CONFLICT) {
                    throw new StorageException(action, reason(e), e);
                }
                // others write it just now; who comes last may still win
                pause(action);
            } catch (SdkException e) {
                throw new StorageException(action, reason(e), e);
            }
        }
        return ask(action, request.bucket(), () -> putOnce(request, content));
    }

    private boolean putOnce(PutObjectRequest request, Content content) {
        boolean conditional = request.ifMatch() != null || request.ifNoneMatch() != null;
        try {
            client.putObject(request, RequestBody.fromBytes(content.bytes()));
            return true;
        } catch (SdkServiceException e) {
            if (conditional && (e.statusCode() == PRECONDITION_FAILED || isMissing(e))) {
                return false;
            }
            throw e;
        }
    }

    private static void pause(String action) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException(action, "interrupted", e);
        }
    }

    /** Whether it is the object that is not there; a bucket that is not there is a mistake in the set-up. */
    private static boolean isMissing(SdkServiceException e) {
        return e.statusCode() == NOT_FOUND && !(e instanceof NoSuchBucketException);
    }

    private static String place(String bucket, String key) {
        return "s3://" + bucket + "/" + key;
    }

    private <T> T ask(String action, String bucket, Supplier<T> call) {
        awaitConnection(action, bucket);
        try {
            return call.get();
        } catch (SdkException e) {
            throw new StorageException(action, reason(e), e);
        }
    }

    /** What the client says, and the cause that it often leaves out, as "Connection refused". */
    private static String reason(SdkException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String said = String.valueOf(e.getMessage());
        String rootSaid = String.valueOf(root.getMessage());
        return said.contains(rootSaid) ? said : said + " (" + rootSaid + ")";
    }

    /** An open response. */
    private static final class S3Object implements StoredObject {
        private final String action;
        private final ResponseInputStream<GetObjectResponse> stream;
        private boolean drained;

        S3Object(String action, ResponseInputStream<GetObjectResponse> stream) {
            this.action = action;
            this.stream = stream;
        }

        @Override
        public long size() {
            return stream.response().contentLength();
        }

        @Override
        public String eTag() {
            String quoted = stream.response().eTag();
            return quoted == null ? "" : quoted.replace("\"", "");
        }

        @Override
        public Map<String, String> metadata() {
            return stream.response().metadata();
        }

        @Override
        public byte[] bytes(Duration limit) {
            long begun = System.nanoTime();
            try {
                byte[] bytes = new byte[Math.toIntExact(size())];
                int read = 0;
                while (read < bytes.length) {
                    int more = stream.read(bytes, read, Math.min(PORTION, bytes.length - read));
                    if (more < 0) {
                        throw new IOException("only " + read + " of " + bytes.length + " bytes came");
                    }
                    read += more;
                    if (System.nanoTime() - begun > limit.toNanos()) {
                        throw new IOException(
                                "only " + read + " of " + bytes.length + " bytes came in " + limit.toMillis() + " ms");
                    }
                }
                drained = stream.read() < 0;
                return bytes;
            } catch (IOException | SdkException e) {
                throw new StorageException(action, String.valueOf(e.getMessage()), e);
            }
        }

        @Override
        public void close() {
            try {
                if (!drained) {
                    stream.abort();
                }
                stream.close();
            } catch (IOException | SdkException e) {
                // nothing was lost: whoever wanted the bytes has them
                drained = true;
            }
        }
    }
}
