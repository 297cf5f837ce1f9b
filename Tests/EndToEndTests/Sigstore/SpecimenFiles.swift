import AirworthyTesting
import Trust

/// A specimen as files, which is how other programs take one.
struct SpecimenFiles {
    let specimen: SigstoreSpecimen
    let bundle: String
    let trustedRoot: String
    let artifact: String
    let publicKey: String?

    init(_ specimen: SigstoreSpecimen, number: Int, in directory: TemporaryDirectory) throws {
        self.specimen = specimen
        bundle = try directory.write(specimen.bundle, to: "\(number)/bundle.sigstore.json")
        trustedRoot = try directory.write(specimen.trustedRoot, to: "\(number)/trusted_root.json")
        artifact = try directory.write(specimen.artifact, to: "\(number)/artifact")
        publicKey = try specimen.publicKey.map { try directory.write($0.pem, to: "\(number)/key.pub") }
    }
}
