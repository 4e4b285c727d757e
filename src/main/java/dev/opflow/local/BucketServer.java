package dev.opflow.local;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * S3Proxy in a JVM of its own: buckets are folders, objects plain files below them, under their keys. It speaks S3 on
 * loopback and takes any credentials. Metadata and ETags are kept in the files' extended attributes.
 */
public final class BucketServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration END = Duration.ofSeconds(5);
    private static final int CONNECT_MILLIS = 200;
    private static final int POLL_MILLIS = 50;

    private final Process process;
    private final int port;

    private BucketServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @param jar S3Proxy with all it needs
     * @param classes folder with the class files of this package: a class loader of dev mode would hand out changed ones
     * @param folder holds a folder for each bucket; made where it is missing
     * @param port where to listen; 0 for a free one
     * @throws IOException when it does not start; says why
     */
    public static BucketServer start(Path jar, Path classes, Path folder, int port) throws IOException {
        if (!Files.isRegularFile(jar)) {
            throw new IOException("there is no " + jar.toAbsolutePath() + "; ./mvnw process-resources puts it there");
        }
        int chosen = port == 0 ? freePort() : port;
        requireFree(chosen);
        Files.createDirectories(folder);
        Path log = folder.resolve("server.log");
        Process process = new ProcessBuilder(command(jar, classes, settings(folder, chosen)))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        BucketServer server = new BucketServer(process, chosen);
        try {
            server.awaitAnswer(log);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private static List<String> command(Path jar, Path classes, Path settings) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-classpath",
                jar.toAbsolutePath() + File.pathSeparator + classes.toAbsolutePath(),
                BucketServerMain.class.getName(),
                "--properties",
                settings.toString());
    }

    private static Path settings(Path folder, int port) throws IOException {
        Properties settings = new Properties();
        settings.setProperty("s3proxy.authorization", "none");
        settings.setProperty("s3proxy.endpoint", "http://127.0.0.1:" + port);
        settings.setProperty("jclouds.provider", "filesystem-nio2");
        settings.setProperty(
                "jclouds.filesystem.basedir",
                Files.createDirectories(folder.resolve("buckets"))
                        .toAbsolutePath()
                        .toString());
        Path file = folder.resolve("server.properties").toAbsolutePath();
        try (var out = Files.newOutputStream(file)) {
            settings.store(out, null);
        }
        return file;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void requireFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new IOException(
                    "port " + port + " is taken (" + e.getMessage() + "); choose another: -Dlocal-cloud.port=9001", e);
        }
    }

    private void awaitAnswer(Path log) throws IOException {
        long end = System.nanoTime() + START.toNanos();
        while (!answers()) {
            if (!process.isAlive()) {
                throw new IOException("the bucket server ended at once; see " + log.toAbsolutePath());
            }
            if (System.nanoTime() > end) {
                throw new IOException("the bucket server does not answer; see " + log.toAbsolutePath());
            }
            pause();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the bucket server started", e);
        }
    }

    /** Where clients find it. */
    public URI endpoint() {
        return URI.create("http://localhost:" + port);
    }

    /** The folder of a bucket, which makes the bucket. */
    public static Path bucket(Path folder, String name) throws IOException {
        return Files.createDirectories(folder.resolve("buckets").resolve(name));
    }

    /** Ends it, at once: it holds nothing that is not on disk. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the bucket server, process " + process.pid() + ", does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
