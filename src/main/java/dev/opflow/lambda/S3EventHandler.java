package dev.opflow.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3ObjectEntity;
import dev.opflow.engine.Deadline;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Objects;

/** For a bucket that notifies the function directly, without a queue; an exception makes Lambda try the event again. */
@Named("s3-events")
public class S3EventHandler implements RequestHandler<S3Event, String> {
    private final UploadSolver solver;
    private final InvocationTime time;
    private final ProcessEnd processEnd;

    /** Called by CDI. */
    @Inject
    S3EventHandler(UploadSolver solver, InvocationTime time, ProcessEnd processEnd) {
        this.solver = solver;
        this.time = time;
        this.processEnd = processEnd;
    }

    @Override
    public String handleRequest(S3Event event, Context context) {
        processEnd.now();
        Deadline deadline = time.deadline(context);
        try {
            solver.takeAll(
                    event.getRecords().stream()
                            .map(S3EventHandler::notification)
                            .toList(),
                    deadline);
        } finally {
            processEnd.afterResponse();
        }
        return "done";
    }

    private static S3Notification notification(S3EventNotificationRecord record) {
        if (record.getS3() == null
                || record.getS3().getObject() == null
                || record.getS3().getBucket() == null) {
            return new S3Notification.Other("a record names no object");
        }
        S3ObjectEntity object = record.getS3().getObject();
        return S3Notification.of(
                Objects.requireNonNullElse(record.getEventName(), ""),
                Objects.requireNonNullElse(record.getS3().getBucket().getName(), ""),
                Objects.requireNonNullElse(object.getKey(), ""),
                Objects.requireNonNullElse(object.getVersionId(), ""),
                Objects.requireNonNullElse(object.geteTag(), ""),
                Objects.requireNonNullElse(object.getSequencer(), ""));
    }
}
