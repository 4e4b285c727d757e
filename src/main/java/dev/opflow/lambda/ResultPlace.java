package dev.opflow.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where results lie: {@code PREFIX KEY/VERSION/NAME} in the results bucket, and {@code PREFIX KEY/latest.json}. The layout
 * is frozen; programs look for results by it.
 *
 * @param bucket the results bucket
 * @param prefix what all keys of results begin with; may be empty
 */
record ResultPlace(String bucket, String prefix) {
    private static final int LONGEST_KEY = 1024;
    /** What follows the key of a case at most: a version of up to 128 bytes, and a file's name. */
    private static final int LONGEST_REST = 160;

    private static final String CASE = ".m";
    private static final String PACKED_CASE = ".m.gz";

    /** The folder of one version of a case. */
    String folder(String key, String version) {
        return prefix + key + "/" + version + "/";
    }

    /** The pointer to the newest upload of a case. */
    String latest(String key) {
        return prefix + key + "/latest.json";
    }

    /** An object that is never there, and may be asked for. */
    String nothing() {
        return prefix + "nothing";
    }

    /**
     * Why an object is not a case to be solved; empty where it is one. A result is never a case, also where both share a
     * bucket: it lies below the prefix of results there, or in a folder that is named as a case.
     *
     * @param from the bucket that has it
     */
    Optional<String> whyNoCase(String from, String key) {
        if (!isCase(key)) {
            return Optional.of("its key ends neither in .m nor in .m.gz");
        }
        if (from.equals(bucket) && !prefix.isEmpty() && key.startsWith(prefix)) {
            return Optional.of("it lies below " + prefix + ", where results are");
        }
        for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
            if (isCase(key.substring(0, slash))) {
                return Optional.of("it lies in the folder " + key.substring(0, slash) + "/ of a case's results");
            }
        }
        int excess = (prefix + key).getBytes(StandardCharsets.UTF_8).length + LONGEST_REST - LONGEST_KEY;
        if (excess > 0) {
            return Optional.of("its key is too long: those of its results could have more than " + LONGEST_KEY
                    + " bytes; shorten it by " + excess + " bytes");
        }
        return Optional.empty();
    }

    private static boolean isCase(String key) {
        return key.endsWith(CASE) || key.endsWith(PACKED_CASE);
    }
}
