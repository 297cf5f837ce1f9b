import Trust

/// Reads a bill of materials in any of its formats. Each reader holds the document against its version's own rules
/// first, so that what follows need not ask twice.
enum BillReader {
    /// Larger documents are not read: the largest honest ones known have a tenth of it.
    static let byteLimit = 64 << 20
    /// The same in a bundle: base64 makes four bytes of three, and the statement adds a little.
    static let attestationBytes = byteLimit / 3 * 4 + (1 << 20)
    static let componentLimit = 200_000

    /// - Throws: a fault for what cannot be read, for a format or version not known, or with the places that are wrong.
    static func read(_ bytes: [UInt8], name: String) throws(BillFault) -> BillOfMaterials {
        guard bytes.count <= byteLimit else { throw BillFault("the document has more than \(byteLimit) bytes") }
        if SPDXTagValueReader.isTagValue(bytes) { return try SPDXTagValueReader.read(bytes) }
        let document: JSONDocument
        do throws(Diagnostic) {
            document = try JSONDocument(bytes, name: name, limits: JSONLimits(bytes: byteLimit))
        } catch {
            throw BillFault(error.description)
        }
        return try read(document.root)
    }

    static func read(_ root: JSONValue) throws(BillFault) -> BillOfMaterials {
        if root["bomFormat"] != nil { return try CycloneDXReader.read(root) }
        if root["spdxVersion"] != nil { return try SPDXReader.read(root) }
        if SPDX3Reader.isSPDX3(root) { return try SPDX3Reader.read(root) }
        throw BillFault("neither `bomFormat`, `spdxVersion` nor `@context` says what the document is")
    }
}
