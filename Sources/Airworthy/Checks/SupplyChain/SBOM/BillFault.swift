/// A document that is not a bill of materials of the version it says it is, with the places where it is not.
struct BillFault: Error, Sendable, Hashable {
    let message: String
    /// `/components/3: …`, at most ``BillReader/faultLimit``.
    let places: [String]
}
