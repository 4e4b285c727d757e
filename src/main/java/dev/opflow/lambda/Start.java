package dev.opflow.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.lang.invoke.MethodHandles;
import java.math.BigDecimal;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Security;
import java.security.spec.ECGenParameterSpec;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import software.amazon.awssdk.regions.ServiceMetadata;

/**
 * The program of the image: Lambda's runtime interface client, and beside it, on one thread of its own, what takes longest of all that
 * a first run needs of libraries and does once in a process. On one, as two that set up logging at once would wait for each other for
 * ever. docs/cold-start.md has the times.
 */
public final class Start {
    private Start() {}

    /** Runs until Lambda ends the process; takes the handler as the client does. */
    public static void main(String[] arguments) throws Throwable {
        Thread.ofPlatform().name("start").daemon().start(Start::initialise);
        initialise(BeforeTls.class);
        AWSLambda.main(arguments);
    }

    /** In the order of need; whoever else needs one meanwhile waits for it. */
    static void initialise() {
        initialise(BeforeTls.class);
        // powers of five, which readers of JSON ask for
        initialise(BigDecimal.class);
        try {
            // certificates that are trusted
            SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
        try {
            // a table of points on a curve, of which a client of TLS offers one with its first message
            KeyPairGenerator points = KeyPairGenerator.getInstance("EC");
            points.initialize(new ECGenParameterSpec("secp256r1"));
            points.generateKeyPair();
        } catch (GeneralSecurityException e) {
            // a platform without the curve does not offer it
            Logger.getLogger(Start.class.getName()).log(Level.FINE, "no secp256r1", e);
        }
        // endpoints of all services, among which a client looks for its own
        ServiceMetadata.of("s3");
    }

    private static void initialise(Class<?> type) {
        try {
            MethodHandles.lookup().ensureInitialized(type);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(type + " can be seen from here", e);
        }
    }

    /**
     * What must be done before the first context of TLS is made, as the JVM looks at it then and never again. Both threads come here
     * before they can make one, and the second waits for the first.
     */
    private static final class BeforeTls {
        private static final String DISABLED = "jdk.tls.disabledAlgorithms";
        private static final String TRUSTED = "javax.net.ssl.trustStore";
        /** Held, or its level would be forgotten. */
        private static final Logger EVENTS = Logger.getLogger("jdk.event.security");

        static {
            // until Quarkus has set up logging all is logged, and here that would be each certificate that is trusted;
            // the JVM asks
            // once whether these events are wanted, so that setting the level back later would do nothing
            EVENTS.setLevel(Level.OFF);
            // the client puts a list of Java 8 in place of the platform's, and would have TLS 1.0 and 1.1 again; and
            // the
            // certificates of a base like Amazon Linux in the place of the runtime's
            String disabled = Objects.requireNonNullElse(Security.getProperty(DISABLED), "");
            String trusted = System.getProperty(TRUSTED);
            initialise(AWSLambda.class);
            Security.setProperty(DISABLED, disabled);
            if (trusted == null) {
                System.clearProperty(TRUSTED);
            }
        }
    }
}
