package dev.opflow.storage;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Objects in S3, or in a server that speaks its language. Timeouts and retries are those of the client. */
public final class S3ObjectStore implements ObjectStore {
    private static final int NOT_FOUND = 404;
    /** Another writer is at the same object just now. */
    private static final int CONFLICT = 409;

    private static final int PRECONDITION_FAILED = 412;

    private final S3Client client;

    /** A store behind a client, which stays its owner's. */
    public S3ObjectStore(S3Client client) {
        this.client = client;
    }

    @Override
    public Optional<StoredObject> open(String bucket, String key, String versionId) {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .versionId(versionId.isEmpty() ? null : versionId)
                .build();
        String action = "read " + place(bucket, key) + (versionId.isEmpty() ? "" : ", version " + versionId);
        return ask(action, () -> {
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
        return ask("look for " + place(bucket, key), () -> {
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
        return put(request(bucket, key, content).ifNoneMatch("*").build(), content);
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
        boolean conditional = request.ifMatch() != null || request.ifNoneMatch() != null;
        return ask("write " + place(request.bucket(), request.key()), () -> {
            try {
                client.putObject(request, RequestBody.fromBytes(content.bytes()));
                return true;
            } catch (SdkServiceException e) {
                boolean unmet = e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT || isMissing(e);
                if (conditional && unmet) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** Whether it is the object that is not there; a bucket that is not there is a mistake in the set-up. */
    private static boolean isMissing(SdkServiceException e) {
        return e.statusCode() == NOT_FOUND && !(e instanceof NoSuchBucketException);
    }

    private static String place(String bucket, String key) {
        return "s3://" + bucket + "/" + key;
    }

    private <T> T ask(String action, Supplier<T> call) {
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
        public String versionId() {
            String version = stream.response().versionId();
            // "null" names the one version of a bucket whose versioning is off
            return version == null || version.equals("null") ? "" : version;
        }

        @Override
        public Map<String, String> metadata() {
            return stream.response().metadata();
        }

        @Override
        public byte[] bytes() {
            try {
                byte[] bytes = stream.readNBytes(Math.toIntExact(size()));
                if (bytes.length < size()) {
                    throw new IOException("only " + bytes.length + " of " + size() + " bytes came");
                }
                drained = stream.read() < 0;
                return bytes;
            } catch (IOException | SdkException e) {
                throw new StorageException(action, String.valueOf(e.getMessage()), e);
            }
        }

        @Override
        public void close() {
            if (!drained) {
                stream.abort();
            }
            try {
                stream.close();
            } catch (IOException e) {
                // nothing was lost: whoever wanted the bytes has them
                drained = true;
            }
        }
    }
}
