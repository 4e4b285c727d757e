package dev.opflow.lambda;

import dev.opflow.engine.Deadline;
import dev.opflow.report.Billing;
import dev.opflow.report.Printable;
import dev.opflow.report.RunRecord;
import dev.opflow.run.CaseInput;
import dev.opflow.run.OpflowRunner;
import dev.opflow.run.RunResult;
import dev.opflow.storage.ObjectStore;
import dev.opflow.storage.StorageException;
import dev.opflow.storage.StoredObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Takes an upload from its object to its result. Whatever is wrong with a case is a result; what is wrong with the store or
 * the machine is an exception, and doing it again is safe: a version that has its result is not solved twice.
 */
public final class UploadSolver {
    private static final Logger LOG = Logger.getLogger(UploadSolver.class);
    /** Metadata of this prefix are solve options; all others are the user's own. */
    private static final String OPTION_PREFIX = "opflow-";

    private final ObjectStore store;
    private final ResultPlace place;
    private final ResultShelf shelf;
    private final OpflowRunner runner;
    private final Tariff tariff;
    private final Consumer<RunRecord> metrics;

    /**
     * Puts it together.
     *
     * @param tariff what the function costs, for reports to tell
     * @param metrics told of every run whose result stands, once it does
     */
    UploadSolver(
            ObjectStore store,
            ResultPlace place,
            ResultShelf shelf,
            OpflowRunner runner,
            Tariff tariff,
            Consumer<RunRecord> metrics) {
        this.store = store;
        this.place = place;
        this.shelf = shelf;
        this.runner = runner;
        this.tariff = tariff;
        this.metrics = metrics;
    }

    /**
     * Solves what notifications tell of, where it is a case; else logs why not. Each has its turn, whatever becomes of the
     * others.
     *
     * @throws RuntimeException when some failed by the store, the machine or a bug, or were not begun before the deadline: all
     *     are worth another try; those that are done are not done again
     */
    void takeAll(List<S3Notification> notifications, Deadline deadline) {
        RuntimeException first = null;
        for (S3Notification notification : notifications) {
            try {
                take(notification, deadline);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
                if (first == null) {
                    first = e instanceof RuntimeException known ? known : new IllegalStateException(e.toString(), e);
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void take(S3Notification notification, Deadline deadline) {
        switch (notification) {
            case S3Notification.Other other -> LOG.infof("Passed over: %s.", other.reason());
            case S3Notification.Written written -> take(written.upload(), deadline);
        }
    }

    private void take(Upload upload, Deadline deadline) {
        Optional<String> whyNot = place.whyNoCase(upload.bucket(), upload.key());
        if (whyNot.isPresent()) {
            LOG.infof("Passed over %s: %s.", upload, Printable.of(whyNot.get()));
            return;
        }
        requireThatItCanBegin(upload, deadline);
        Optional<StoredObject> found = store.open(upload.bucket(), upload.key(), upload.versionId());
        if (found.isEmpty()) {
            LOG.infof("Passed over %s: it was deleted meanwhile.", upload);
            return;
        }
        String version;
        try (StoredObject object = found.get()) {
            version = versionOf(upload, object);
            if (shelf.has(upload.key(), version)) {
                LOG.infof("Passed over %s: its result is there already.", upload);
            } else {
                solve(upload, object, version, deadline);
            }
        }
        shelf.pointTo(upload, version);
    }

    /** A case that was not even begun has no result: that it came late, or to the wrong process, says nothing of it. */
    private void requireThatItCanBegin(Upload upload, Deadline deadline) {
        if (deadline.isReached()) {
            throw new NotBegunException(upload + " was not begun: no time is left in this invocation.");
        }
        if (runner.mustEndProcess()) {
            throw new NotBegunException(
                    upload + " was not begun: this process ends, as a solve in it can't be stopped.");
        }
    }

    /** The version that was read, not the one that was announced: without versions in the bucket, they may differ by now. */
    private static String versionOf(Upload upload, StoredObject object) {
        if (!upload.versionId().isEmpty()) {
            return upload.versionId();
        }
        String eTag = object.eTag().isEmpty() ? upload.eTag() : object.eTag();
        if (eTag.isEmpty()) {
            throw new StorageException("name a result of " + upload, "the store gives neither version nor ETag");
        }
        return eTag;
    }

    private void solve(Upload upload, StoredObject object, String version, Deadline deadline) {
        long begun = System.nanoTime();
        String name = upload.key().substring(upload.key().lastIndexOf('/') + 1);
        RunResult result;
        if (object.size() > runner.largestCaseBytes()) {
            result = runner.refuseUnread(name, upload.key(), version, object.size());
        } else {
            CaseInput input = new CaseInput(name, upload.key(), version, object.bytes(deadline.remaining()));
            requireThatItCanBegin(upload, deadline);
            result = runner.run(input, options(object.metadata()), deadline);
        }
        Billing billing = tariff.of(Duration.ofNanos(System.nanoTime() - begun));
        boolean first = shelf.put(upload.key(), version, result.files(billing));
        if (first) {
            metrics.accept(result.record());
        }
        LOG.infof(
                "%s: %s -> %s%s",
                upload,
                Printable.of(summary(result.record())),
                Printable.of("s3://" + place.bucket() + "/" + place.folder(upload.key(), version)),
                first ? "" : " (where another invocation had written it already; that one stands)");
    }

    private static Map<String, String> options(Map<String, String> metadata) {
        Map<String, String> options = new LinkedHashMap<>();
        metadata.forEach((name, value) -> {
            String lowerCase = name.toLowerCase(Locale.ROOT);
            if (lowerCase.startsWith(OPTION_PREFIX)) {
                options.put(lowerCase.substring(OPTION_PREFIX.length()), value);
            }
        });
        return options;
    }

    private static String summary(RunRecord run) {
        String status = run.outcome().status();
        return run.solution() == null
                ? status + ": " + run.outcome().message()
                : String.format(
                        Locale.ROOT,
                        "%s, %.2f $/h, %d iterations of %s, %.3f s",
                        status,
                        run.objective(),
                        run.iterations(),
                        run.engine().name(),
                        run.seconds().total());
    }
}
