/// Everything outside, as one value. A check sees only the capabilities its kind declared; the rest refuse.
public struct World: Sendable {
    public var clock: any WallClock
    public var files: any FileAccess
    public var images: any ImageSource
    public var processes: any ProcessRunner
    public var ledger: any LedgerReader
    public var http: any HTTPAccess
    public var tls: any TLSAccess

    /// Without a network unless one is given.
    public init(
        clock: any WallClock, files: any FileAccess, images: any ImageSource, processes: any ProcessRunner,
        ledger: any LedgerReader, http: any HTTPAccess = NoNetwork(), tls: any TLSAccess = NoNetwork()
    ) {
        self.clock = clock
        self.files = files
        self.images = images
        self.processes = processes
        self.ledger = ledger
        self.http = http
        self.tls = tls
    }
}
