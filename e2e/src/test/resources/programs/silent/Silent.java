/** Runs and opens no port. */
final class Silent {
    public static void main(String[] args) throws InterruptedException {
        Thread.sleep(600_000);
    }
}
