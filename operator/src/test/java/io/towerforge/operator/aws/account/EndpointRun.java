package io.towerforge.operator.aws.account;

/** The tests of one run at an endpoint, counted. Closed by JUnit at the end of the run. */
final class EndpointRun implements AutoCloseable {
    /** A test, as JUnit lets it run. */
    interface Test {
        void run() throws Throwable;
    }

    private final ExpectedDifferences expected;
    private int held;
    private int differed;

    EndpointRun() {
        this(ExpectedDifferences.read());
    }

    EndpointRun(ExpectedDifferences expected) {
        this.expected = expected;
    }

    /** Runs a test; throws what it throws, unless it is expected to, and an error of its own if it was expected to and did not. */
    void judge(String name, Test test) throws Throwable {
        String reason = expected.reasons().get(name);
        if (reason == null) {
            test.run();
            held++;
            return;
        }
        try {
            test.run();
        } catch (Exception | AssertionError asListed) {
            differed++;
            return;
        }
        throw new AssertionError(name + " held at the endpoint, although " + ExpectedDifferences.FILE.getFileName()
                + " says that it does not: \"" + reason + "\" Take it off the list.");
    }

    String summary() {
        return "contract at the endpoint: " + held + " tests held, " + differed + " of "
                + expected.reasons().size() + " listed differences showed";
    }

    @Override
    public void close() {
        System.out.println(summary()); // for who started the run: a run without tests prints nothing
    }
}
