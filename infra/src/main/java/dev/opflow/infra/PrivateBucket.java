package dev.opflow.infra;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.BucketProps;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/** A bucket as every one here is: encrypted, over TLS only, without public access, and kept when the stack goes. */
final class PrivateBucket {
    private static final int LOG_DAYS = 90;
    /** What is left of an upload in parts that was given up. */
    private static final LifecycleRule NO_HALF_UPLOADS = LifecycleRule.builder()
            .id("half uploads")
            .abortIncompleteMultipartUploadAfter(Duration.days(7))
            .build();

    private PrivateBucket() {}

    /** For what is logged of the others' accesses. */
    static Bucket forAccessLogs(Construct scope) {
        LifecycleRule oldLogs = LifecycleRule.builder()
                .id("old logs")
                .expiration(Duration.days(LOG_DAYS))
                .build();
        return new Bucket(scope, "AccessLogs", usual(oldLogs).build());
    }

    /** For cases: every upload is a version of its own, and so has a result of its own. */
    static Bucket forUploads(Construct scope, int versionDays, Bucket accessLogs) {
        LifecycleRule oldVersions = LifecycleRule.builder()
                .id("replaced and deleted")
                .noncurrentVersionExpiration(Duration.days(versionDays))
                .expiredObjectDeleteMarker(true)
                .build();
        return new Bucket(
                scope,
                "Uploads",
                logged(accessLogs, oldVersions).versioned(true).build());
    }

    /** For results: each is written once. */
    static Bucket forResults(Construct scope, Bucket accessLogs) {
        return new Bucket(scope, "Results", logged(accessLogs, null).build());
    }

    private static BucketProps.Builder logged(Bucket accessLogs, @Nullable LifecycleRule rule) {
        return usual(rule).serverAccessLogsBucket(accessLogs);
    }

    private static BucketProps.Builder usual(@Nullable LifecycleRule rule) {
        return BucketProps.builder()
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .removalPolicy(RemovalPolicy.RETAIN)
                .lifecycleRules(rule == null ? List.of(NO_HALF_UPLOADS) : List.of(NO_HALF_UPLOADS, rule));
    }
}
