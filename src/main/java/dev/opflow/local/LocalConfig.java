package dev.opflow.local;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** What can be configured of the local cloud, below {@code local-cloud}. */
@ConfigMapping(prefix = "local-cloud")
interface LocalConfig {
    /** Port of the bucket server. */
    int port();

    /** Where buckets lie. */
    Path folder();

    /** The bucket that is watched. */
    @WithDefault("uploads")
    String bucket();

    /** The bucket server's jar. */
    @WithDefault("target/local-cloud-server/s3proxy.jar")
    Path jar();

    /** Uploaded at the start. */
    @WithDefault("samples/case9.m")
    Path sample();
}
