/// The body of a request, fetched piece by piece as the network takes it: no more is read than can be sent.
///
/// Called on the loop's thread only, and never by two at once.
protocol UploadBody: Sendable {
    /// In bytes; exactly as many are sent.
    var size: Int64 { get }

    /// Back to the first byte: a connection that was closed while idle makes libcurl begin again.
    func rewind()

    /// Fills the front of `buffer`.
    /// - Returns: how many bytes; 0 at the end, nil when they cannot be had, which ends the transfer.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int?
}
