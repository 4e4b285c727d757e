package dev.opflow.lambda;

import dev.opflow.report.Printable;

/**
 * An object that was written to a bucket, as its notification tells.
 *
 * @param bucket name of the bucket
 * @param key key of the object, decoded
 * @param versionId version that was written; empty where the bucket has none
 * @param eTag its ETag; empty where the notification has none
 * @param sequencer orders the events of one key, see {@link #isNewer}; empty where the notification has none
 */
record Upload(String bucket, String key, String versionId, String eTag, String sequencer) {

    /**
     * Whether a sequencer is beyond another of the same key: they are hexadecimal, compared from the left, the shorter one
     * filled with zeros at its right (Amazon S3 user guide, "Event message structure").
     */
    static boolean isNewer(String sequencer, String than) {
        int length = Math.max(sequencer.length(), than.length());
        for (int k = 0; k < length; k++) {
            int difference = digit(sequencer, k) - digit(than, k);
            if (difference != 0) {
                return difference > 0;
            }
        }
        return false;
    }

    private static int digit(String sequencer, int k) {
        return k < sequencer.length() ? Character.digit(sequencer.charAt(k), 16) : 0;
    }

    @Override
    public String toString() {
        return Printable.of("s3://" + bucket + "/" + key + (versionId.isEmpty() ? "" : " version " + versionId));
    }
}
