package dev.opflow.local;

import java.io.IOException;

/**
 * Runs the bucket server in a JVM of its own and ends with whoever started it: standard input is a pipe from there, which
 * closes however that process ends.
 */
final class BucketServerMain {
    private static final String SERVER = "org.gaul.s3proxy.Main";

    private BucketServerMain() {}

    /** Passes its arguments on. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread.ofPlatform().daemon().name("end with the parent").start(BucketServerMain::awaitEnd);
        // the server is on this JVM's class path only
        Class.forName(SERVER).getMethod("main", String[].class).invoke(null, (Object) arguments);
    }

    private static void awaitEnd() {
        try {
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            // a broken pipe is an end too
        }
        Runtime.getRuntime().halt(0);
    }
}
