package io.vasari.gateway.errors;

/** Every kind of problem that the HTTP interface answers with, in one place: its name, its title and its status. */
public enum ProblemType {
    INVALID_REQUEST("invalid-request", "The request is not valid", 400),
    BROKEN_JSON("broken-json", "The body is not JSON", 400),
    NOT_FOUND("not-found", "There is nothing at this address", 404),
    JOB_NOT_FOUND("job-not-found", "There is no such job", 404),
    MODEL_NOT_FOUND("model-not-found", "There is no such model", 404),
    SAMPLE_NOT_AVAILABLE("sample-not-available", "The sample is not there", 404),
    PREVIEW_NOT_AVAILABLE("preview-not-available", "The preview is not there", 404),
    METHOD_NOT_ALLOWED("method-not-allowed", "This address does not take this method", 405),
    NOT_ACCEPTABLE("not-acceptable", "The answer cannot be given in the asked format", 406),
    JOB_ALREADY_ENDED("job-already-ended", "The job has already ended", 409),
    BODY_TOO_LARGE("body-too-large", "The body is too large", 413),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", "The body has the wrong content type", 415),
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", "The idempotency key belongs to another request", 422),
    INTERNAL("internal", "The gateway failed", 500),
    NO_IMAGES("no-images", "The job ended without an image", 500),
    BROKER_UNREACHABLE("broker-unreachable", "The broker does not answer", 503),
    NOT_READY("not-ready", "The gateway is not ready", 503),
    STORE_UNAVAILABLE("store-unavailable", "The artifact store does not answer", 503),
    TIMED_OUT("timed-out", "The images were not there in time", 504),
    /** Whatever else the HTTP layer refuses; RFC 9457 reserves this type for it. */
    OTHER("about:blank", "The request was refused", 400);

    private static final String PREFIX = "urn:vasari:problem:";

    private final String slug;
    private final String title;
    private final int status;

    ProblemType(String slug, String title, int status) {
        this.slug = slug;
        this.title = title;
        this.status = status;
    }

    /** The {@code type} member: an identifier, not an address. */
    public String uri() {
        return this == OTHER ? slug : PREFIX + slug;
    }

    public String title() {
        return title;
    }

    public int status() {
        return status;
    }
}
