package dev.opflow.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opflow.report.RunRecord;
import dev.opflow.run.Engines;
import dev.opflow.run.OpflowRunner;
import dev.opflow.storage.S3ObjectStore;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.OptionalInt;
import java.util.function.Consumer;
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
    UploadSolver solver(OpflowSettings settings, S3Client client, OpflowRunner runner, ObjectMapper json) {
        S3ObjectStore store = new S3ObjectStore(client);
        ResultShelf shelf = new ResultShelf(store, settings.results(), json);
        Consumer<RunRecord> metrics = settings.metricsNamespace()
                .map(namespace -> new RunMetrics(namespace, System.out, Clock.systemUTC(), json))
                .<Consumer<RunRecord>>map(logged -> logged::log)
                .orElse(run -> {});
        String memory = System.getenv(Tariff.MEMORY_VARIABLE);
        Tariff tariff = new Tariff(
                memory == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(memory)),
                settings.pricePerGbSecond());
        return new UploadSolver(store, settings.results(), shelf, runner, tariff, metrics);
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
