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
    private Start() {}

    /** Runs until Lambda ends the process; takes the handler as the client does. */
    public static void main(String[] arguments) throws Throwable {
        MethodHandles.Lookup classes = MethodHandles.lookup();
        Thread.ofPlatform().name("start").daemon().start(() -> initialise(classes));
        // until Quarkus has set up logging all is logged, and here that would be each certificate that is trusted
        SecurityEvents.LOGGER.setLevel(Level.OFF);
        AWSLambda.main(arguments);
    }

    /** In the order of need; whoever else needs one meanwhile waits for it. */
    private static void initialise(MethodHandles.Lookup classes) {
        try {
            // Joda-Time's classes are too old for the JVM's cache; what making this loads, Quarkus needs
            Object _ = new JodaModule();
            // powers of five
            classes.ensureInitialized(BigDecimal.class);
            // the client says which ciphers may be used, and must before anybody asks
            classes.ensureInitialized(AWSLambda.class);
            // certificates that are trusted
            SSLContext.getDefault();
            // endpoints of all services
            ServiceMetadata.of("s3");
        } catch (IllegalAccessException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("these classes are public, and every Java platform has TLS", e);
        }
    }

    /** Holds it, or its level would be forgotten. */
    private static final class SecurityEvents {
        private static final Logger LOGGER = Logger.getLogger("jdk.event.security");
    }
}
