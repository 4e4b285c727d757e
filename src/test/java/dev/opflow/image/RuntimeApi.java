package dev.opflow.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Lambda's side of its runtime API, version 2018-06-01, on loopback. */
final class RuntimeApi implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime/";

    /**
     * What a function said.
     *
     * @param path below the API's root: {@code invocation/ID/response}, {@code invocation/ID/error} or {@code init/error}
     * @param body what it sent
     */
    record Answer(String path, String body) {}

    private final HttpServer server;
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private volatile CountDownLatch restoration = new CountDownLatch(0);
    private int invocations;

    RuntimeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(ROOT, this::handle);
        server.start();
    }

    /** Host and port, as AWS_LAMBDA_RUNTIME_API has them. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    void send(String event) {
        events.add(event);
    }

    /** Answers who waits to be restored only after {@link #restore}. */
    void holdRestoration() {
        restoration = new CountDownLatch(1);
    }

    void restore() {
        restoration.countDown();
    }

    /** The next answer, or one with an empty path when none comes. */
    Answer answer(Duration limit) throws InterruptedException {
        Answer answer = answers.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        return answer == null ? new Answer("", "no answer") : answer;
    }

    /** The next path that a function asked for an event or a restoration, or an empty one. */
    String asked(Duration limit) throws InterruptedException {
        String path = asked.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        return path == null ? "" : path;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(ROOT.length());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        // the runtime interface client crashes on an answer without a type of content
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        if (path.endsWith("/next")) {
            asked.add(path);
        } else {
            answers.add(new Answer(path, body));
        }
        String event = "";
        try {
            if (path.equals("restore/next")) {
                restoration.await();
            } else if (path.equals("invocation/next")) {
                event = events.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (path.equals("invocation/next")) {
            long deadline = System.currentTimeMillis() + Duration.ofMinutes(15).toMillis();
            exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", "request-" + ++invocations);
            exchange.getResponseHeaders().add("Lambda-Runtime-Deadline-Ms", String.valueOf(deadline));
            exchange.getResponseHeaders()
                    .add(
                            "Lambda-Runtime-Invoked-Function-Arn",
                            "arn:aws:lambda:us-east-1:123456789012:function:opflow");
        }
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(path.endsWith("/next") ? 200 : 202, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
