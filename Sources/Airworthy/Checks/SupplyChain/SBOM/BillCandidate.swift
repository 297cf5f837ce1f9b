import Trust

/// A bill of materials found for an image, not read yet.
struct BillCandidate: Sendable {
    /// Who says that it is the image's.
    enum Voucher: Sendable, Hashable {
        /// Signers the trust policy accepts.
        case signers([String])
        /// Nobody: it only lies beside the image.
        case none
    }

    let origin: String
    let voucher: Voucher
    /// The exact bytes of the document, cut from the statement when it came in one.
    let content: [UInt8]
    let evidence: [Evidence]
}

/// Why something found beside an image is not its bill of materials.
struct RejectedBill: Sendable, Hashable {
    let code: SBOMCheck.Code
    let origin: String
    let message: String
}
