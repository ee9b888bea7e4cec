package io.towerforge.cli.demo;

/** What the demo shows was not so, or did not come about; its message is the sentence for the person who watches. */
final class DemoFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoFailure(String message) {
        super(message);
    }
}
