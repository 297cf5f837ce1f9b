/// What there is to know about a fault: its row, the shape it shows in, what must come of it and how it is made.
struct SigstoreFaultCard {
    let row: String
    var expectation: SigstoreSpecimen.Expectation = .refused
    var shape: SigstoreShape = .standard
    var thresholds = SigstoreSpecimen.Thresholds()
    var form: SigstoreSpecimen.Form = .bundle
    /// After the signing, when the key alone is limited in time.
    var publicKeyEnd: Duration?
    let edits: [SigstoreEdit]

    init(
        _ row: String, is expectation: SigstoreSpecimen.Expectation = .refused, in shape: SigstoreShape = .standard,
        thresholds: SigstoreSpecimen.Thresholds = .init(), form: SigstoreSpecimen.Form = .bundle,
        publicKeyEnd: Duration? = nil, _ edits: SigstoreEdit...
    ) {
        self.row = row
        self.expectation = expectation
        self.shape = shape
        self.thresholds = thresholds
        self.form = form
        self.publicKeyEnd = publicKeyEnd
        self.edits = edits
    }
}
