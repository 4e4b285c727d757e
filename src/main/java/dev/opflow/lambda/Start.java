package dev.opflow.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.fasterxml.jackson.datatype.joda.JodaModule;
import java.lang.invoke.MethodHandles;
import java.math.BigDecimal;
import java.security.NoSuchAlgorithmException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import software.amazon.awssdk.regions.ServiceMetadata;

/**
 * The program of the image: Lambda's runtime interface client, and beside it, on a thread of its own, what takes longest of all that
 * a first run needs of libraries and does once in a process. docs/cold-start.md has the times.
 */
public final class Start {
    /** Held, or its level would be forgotten. */
    private static final Logger SECURITY_EVENTS = Logger.getLogger("jdk.event.security");

    private Start() {}

    /** Runs until Lambda ends the process; takes the handler as the client does. */
    public static void main(String[] arguments) throws Throwable {
        // until Quarkus has set up logging all is logged, and here that is each certificate that is trusted
        SECURITY_EVENTS.setLevel(Level.OFF);
        MethodHandles.Lookup classes = MethodHandles.lookup();
        // the client says which ciphers may be used, and must before anybody asks
        classes.ensureInitialized(AWSLambda.class);
        Thread.ofPlatform().name("start").daemon().start(() -> initialise(classes));
        AWSLambda.main(arguments);
    }

    /** In the order of need; whoever else needs one meanwhile waits for it. */
    private static void initialise(MethodHandles.Lookup classes) {
        try {
            // Joda-Time's classes are too old for the JVM's cache; what making this loads, Quarkus needs
            Object unused = new JodaModule();
            // powers of five
            classes.ensureInitialized(BigDecimal.class);
            // certificates that are trusted
            SSLContext.getDefault();
            // endpoints of all services
            ServiceMetadata.of("s3");
        } catch (IllegalAccessException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("these classes are public, and every Java platform has TLS", e);
        }
    }
}
