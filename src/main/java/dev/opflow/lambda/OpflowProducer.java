package dev.opflow.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opflow.run.Engines;
import dev.opflow.run.OpflowRunner;
import dev.opflow.storage.S3ObjectStore;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.Config;
import software.amazon.awssdk.services.s3.S3Client;

/** Puts the product together from its configuration. */
class OpflowProducer {

    /** What is wrong with the configuration shows at the start, not with the first case. */
    void requireSettings(@Observes StartupEvent event, OpflowSettings settings) {}

    @Produces
    @Singleton
    OpflowSettings settings(Config config) {
        return OpflowSettings.of(config);
    }

    @Produces
    @Singleton
    OpflowRunner runner(OpflowSettings settings) {
        return new OpflowRunner(
                Engines.preferred(settings.exagoHome()),
                settings.defaults(),
                settings.limits(),
                settings.verificationTolerance());
    }

    @Produces
    @Singleton
    RunMetrics metrics(OpflowSettings settings, ObjectMapper json) {
        return new RunMetrics(settings.metricsNamespace(), System.out, Clock.systemUTC(), json);
    }

    @Produces
    @Singleton
    UploadSolver solver(
            OpflowSettings settings, S3Client client, OpflowRunner runner, ObjectMapper json, RunMetrics metrics) {
        S3ObjectStore store = new S3ObjectStore(client);
        ResultShelf shelf = new ResultShelf(store, settings.results(), json);
        return new UploadSolver(store, settings.results(), shelf, runner, metrics::log);
    }

    @Produces
    @Singleton
    ProcessEnd processEnd(OpflowRunner runner) {
        return new ProcessEnd(runner);
    }

    @Produces
    @Singleton
    InvocationTime time(OpflowSettings settings) {
        return settings.time();
    }
}
