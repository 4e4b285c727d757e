package dev.opflow.infra;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the image of the function comes from. */
sealed interface ImageSource {

    /**
     * An image that lies in ECR.
     *
     * @param account the account that has it, 12 digits
     * @param region the region that it lies in, as {@code eu-central-1}
     * @param repository the repository's name, as {@code opflow}
     * @param tagOrDigest which image of it: a tag, or {@code sha256:} and 64 digits
     */
    record InRegistry(String account, String region, String repository, String tagOrDigest) implements ImageSource {
        /** Of AWS's own regions, of China's and of those for the government of the US; other partitions were not tried. */
        private static final Pattern URI = Pattern.compile(
                "(\\d{12})\\.dkr\\.ecr\\."
                    + "((?!cn-)(?:[a-z]{2}|us-gov)-[a-z]+-\\d+(?=\\.amazonaws\\.com/)|cn-[a-z]+-\\d+(?=\\.amazonaws\\.com\\.cn/))"
                    + "[a-z.]+/([a-z0-9][a-z0-9._/-]*)(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?");

        /**
         * Reads a URI, as {@code 111122223333.dkr.ecr.eu-central-1.amazonaws.com/opflow:1.2.0}; where it has both tag and
         * digest, the digest counts.
         *
         * @throws IllegalArgumentException when it is none, or names no image of the repository
         */
        static InRegistry parse(String uri) {
            Matcher parts = URI.matcher(uri);
            if (!parts.matches() || (parts.group(4) == null && parts.group(5) == null)) {
                throw new IllegalArgumentException("it takes the URI of an image in ECR with its tag or digest, as"
                        + " 111122223333.dkr.ecr.eu-central-1.amazonaws.com/opflow:1.2.0");
            }
            String tagOrDigest = parts.group(5) == null ? parts.group(4) : parts.group(5);
            return new InRegistry(parts.group(1), parts.group(2), parts.group(3), tagOrDigest);
        }

        String repositoryArn() {
            String partition =
                    region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
            return "arn:" + partition + ":ecr:" + region + ":" + account + ":repository/" + repository;
        }
    }

    /**
     * A folder with a Dockerfile, from which the image is built while deploying.
     *
     * @param context the folder
     * @param exago folder of an ExaGO installation to put into it; empty for none
     * @param arguments arguments of the Dockerfile by name
     */
    record BuiltFrom(Path context, Optional<Path> exago, Map<String, String> arguments) implements ImageSource {
        public BuiltFrom {
            // sorted, for the same order in every process
            arguments = Collections.unmodifiableMap(new TreeMap<>(arguments));
        }

        /** A hash of all that the image is made of, for a platform as {@code linux/arm64}. */
        String hash(String platform) {
            ContentHash hash = new ContentHash().add(platform).addFolder(context);
            hash.add(String.valueOf(arguments.size()));
            arguments.forEach((name, value) -> hash.add(name).add(value));
            exago.ifPresent(hash::addFolder);
            return hash.hex();
        }
    }
}
