import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Starts the function as Lambda does, lets it solve a case from a bucket, and ends it. Lambda's runtime API and the buckets are small
 * servers on loopback in this process, that of the runtime API by http and those of the buckets by https, each at an address of its
 * own, as they are there; so it needs no network. It trains the cache of the image, checks the image while it is built, and measures
 * how long a process takes to its first result.
 *
 * <p>Arguments: the folder with the key of the buckets' server, as runtime.sh makes it; a case; engines separated by commas; how often
 * each solves the case; how many minutes an answer may take and the end of the process, at which it writes the cache; {@code --}; the
 * command that starts the function, which must trust the certificates in the folder, and know the addresses in it. Prints milliseconds
 * from the start of the process to its first result and those of its processors by then. Ends with 1 when a result is not
 * {@code Solved} by its engine, or something takes longer.
 */
public final class FirstInvocation {
    private static final int REQUESTS = 500;
    private static final int REQUESTS_A_CONNECTION = 5;
    private static final String RUNTIME = "/2018-06-01/runtime/";
    private static final String ADDRESS = "127.0.0.1";
    /** Of both stores, which hold no secret. */
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    private final long limitMinutes;

    private FirstInvocation(long limitMinutes) {
        this.limitMinutes = limitMinutes;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, GeneralSecurityException {
        // the servers of AWS send each answer at once, too
        System.setProperty("sun.net.httpserver.nodelay", "true");
        int dashes = Arrays.asList(arguments).indexOf("--");
        List<String> command = Arrays.asList(arguments).subList(dashes + 1, arguments.length);
        SSLContext tls = tls(Path.of(arguments[0]));
        HttpsURLConnection.setDefaultSSLSocketFactory(tls.getSocketFactory());
        boolean passed = new FirstInvocation(Long.parseLong(arguments[4]))
                .run(tls, Path.of(arguments[1]), arguments[2].split(","), Integer.parseInt(arguments[3]), command);
        System.exit(passed ? 0 : 1);
    }

    private boolean run(SSLContext tls, Path caseFile, String[] engines, int times, List<String> command)
            throws IOException, InterruptedException {
        Executor threads = Executors.newCachedThreadPool(
                task -> Thread.ofPlatform().daemon().unstarted(task));
        InetSocketAddress anyPort = new InetSocketAddress(ADDRESS, 0);
        HttpServer runtime = HttpServer.create(anyPort, 0);
        runtime.setExecutor(threads);
        runtime.createContext(RUNTIME, this::runtime);
        runtime.start();
        HttpsServer buckets = HttpsServer.create(anyPort, 0);
        buckets.setHttpsConfigurator(new HttpsConfigurator(tls));
        buckets.setExecutor(threads);
        buckets.createContext("/", this::bucket);
        buckets.start();
        String api = ADDRESS + ":" + runtime.getAddress().getPort();
        int port = buckets.getAddress().getPort();
        byte[] text = Files.readAllBytes(caseFile);
        warmUp("http://" + api + RUNTIME + "invocation/next", "https://" + ADDRESS + ":" + port + "/results/none");
        long begun = System.nanoTime();
        Process process = start(command, api, "https://s3.test:" + port);
        process.onExit().thenAccept(ended -> answers.add("nothing, and ended with " + ended.exitValue()));
        try {
            if (!isEachSolved(text, engines, times, begun, process)) {
                return false;
            }
            // an orderly end, at which the JVM writes the cache
            process.destroy();
            boolean ended = process.waitFor(limitMinutes, TimeUnit.MINUTES);
            if (!ended) {
                System.err.println("The function did not end in " + limitMinutes + " min.");
            }
            return ended;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Whether each engine solves the case each time. */
    private boolean isEachSolved(byte[] text, String[] engines, int times, long begun, Process process)
            throws IOException, InterruptedException {
        boolean first = true;
        for (int i = 0; i < times; i++) {
            for (String engine : engines) {
                String key = engine + "/" + i + (i % 2 == 0 ? ".m" : ".m.gz");
                objects.put("/uploads/" + key, i % 2 == 0 ? text : packed(text));
                events.add(event(key));
                String answer = answers.poll(limitMinutes, TimeUnit.MINUTES);
                if (first) {
                    tell(begun, process);
                    first = false;
                }
                if (!isSolved(key, engine, answer == null ? "nothing in " + limitMinutes + " min" : answer)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Of the server, and of its own requests before the function's. */
    private static SSLContext tls(Path folder) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store(folder.resolve("keys")), PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store(folder.resolve("cacerts")));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    /** As the servers of AWS are: else most of the time to the first result may be that of the servers here. */
    private void warmUp(String... addresses) throws IOException {
        for (int i = 0; i < REQUESTS; i++) {
            events.add(event("none"));
            for (String address : addresses) {
                HttpURLConnection connection =
                        (HttpURLConnection) URI.create(address).toURL().openConnection();
                try (InputStream in = connection.getResponseCode() == 200
                        ? connection.getInputStream()
                        : connection.getErrorStream()) {
                    in.readAllBytes();
                }
                if (i % REQUESTS_A_CONNECTION == 0) {
                    connection.disconnect();
                }
            }
        }
    }

    private static Process start(List<String> command, String api, String endpoint) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // no output of the function where figures are read
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(new File("/dev/stderr")));
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API", api,
                        "AWS_LAMBDA_FUNCTION_NAME", "opflow",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769",
                        "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand",
                        "AWS_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "local",
                        "AWS_SECRET_ACCESS_KEY", "local",
                        "OPFLOW_RESULTS_BUCKET", "results",
                        "QUARKUS_S3_ENDPOINT_OVERRIDE", endpoint));
        return builder.start();
    }

    private static void tell(long begun, Process process) {
        long wall = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        long cpu = process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
        System.out.println(wall + " " + cpu);
    }

    private boolean isSolved(String key, String engine, String answer) {
        String result = objects.entrySet().stream()
                .filter(object -> object.getKey().startsWith("/results/" + key + "/")
                        && object.getKey().endsWith("/result.json"))
                .map(object -> new String(object.getValue(), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("none");
        boolean solved = result.replace(" ", "").contains("\"status\":\"Solved\"")
                && result.replace(" ", "").contains("\"name\":\"" + engine + "\"");
        if (!solved) {
            System.err.println(key + " is not solved by " + engine + ". The function answered " + answer
                    + ", its result is " + result);
        }
        return solved;
    }

    private static byte[] packed(byte[] text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text);
        }
        return packed.toByteArray();
    }

    private static String event(String key) {
        String body = """
            {"Records":[{"eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"uploads"},\
            "object":{"key":"%s","size":1,"eTag":"0","versionId":"1","sequencer":"00"}}}]}\
            """.formatted(key);
        return """
            {"Records":[{"messageId":"1","receiptHandle":"1","body":"%s","attributes":{},"messageAttributes":{},\
            "eventSource":"aws:sqs","awsRegion":"us-east-1"}]}\
            """.formatted(body.replace("\"", "\\\""));
    }

    /** Lambda's side of the runtime API. */
    private void runtime(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(RUNTIME.length());
        byte[] sent = exchange.getRequestBody().readAllBytes();
        if (path.equals("invocation/next")) {
            byte[] event;
            try {
                event = events.take().getBytes(StandardCharsets.UTF_8);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            long deadline = System.currentTimeMillis() + Duration.ofMinutes(15).toMillis();
            // without a type of content the client crashes
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", "1");
            exchange.getResponseHeaders().add("Lambda-Runtime-Deadline-Ms", String.valueOf(deadline));
            exchange.getResponseHeaders()
                    .add(
                            "Lambda-Runtime-Invoked-Function-Arn",
                            "arn:aws:lambda:us-east-1:123456789012:function:opflow");
            answer(exchange, 200, event);
        } else if (path.equals("restore/next")) {
            answer(exchange, 200, new byte[0]);
        } else {
            // a response, or an error of the invocation or of the start
            answers.add(path + ": " + new String(sent, StandardCharsets.UTF_8));
            answer(exchange, 202, new byte[0]);
        }
    }

    /** As much of S3 as a run asks for. */
    private void bucket(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (!host.startsWith(ADDRESS)) {
            path = "/" + host.substring(0, host.indexOf('.')) + path;
        }
        byte[] sent = exchange.getRequestBody().readAllBytes();
        byte[] there = objects.get(path);
        boolean isPut = exchange.getRequestMethod().equals("PUT");
        if (isPut && there != null && exchange.getRequestHeaders().containsKey("If-None-Match")) {
            answer(exchange, 412, new byte[0]);
            return;
        }
        if (isPut) {
            objects.put(path, sent);
        }
        if (!isPut && there == null) {
            answer(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>".getBytes(StandardCharsets.UTF_8));
            return;
        }
        exchange.getResponseHeaders().add("ETag", "\"" + Integer.toHexString(path.hashCode()) + "\"");
        if (path.startsWith("/uploads/")) {
            exchange.getResponseHeaders()
                    .add("x-amz-meta-opflow-engine", path.substring("/uploads/".length(), path.lastIndexOf('/')));
        }
        answer(exchange, 200, isPut ? new byte[0] : there);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean hasBody = body.length > 0 && !exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, hasBody ? body.length : -1);
        try (var out = exchange.getResponseBody()) {
            if (hasBody) {
                out.write(body);
            }
        }
    }
}
