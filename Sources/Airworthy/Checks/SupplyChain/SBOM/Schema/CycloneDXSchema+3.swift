/// The JSON Schemas of CycloneDX 1.2 to 1.7 (ECMA-424), part 3. Written by `Tools/schemas`.
extension CycloneDXSchema {
    static let part3: StaticString = #"""
        @ 1.2 1.2 bom:metadata
        {"type":"object","additionalProperties":false,"properties":{"timestamp":{"type":"string","format":"date-time"},
        "tools":{"type":"array","items":{"$ref":"bom:tool"}},"authors":{"type":"array","items":{"$ref":
        "bom:organizationalContact"}},"component":{"$ref":"bom:component"},"manufacture":{"$ref":
        "bom:organizationalEntity"},"supplier":{"$ref":"bom:organizationalEntity"}}}
        @ 1.3 1.4 bom:metadata
        {"type":"object","additionalProperties":false,"properties":{"timestamp":{"type":"string","format":"date-time"},
        "tools":{"type":"array","items":{"$ref":"bom:tool"}},"authors":{"type":"array","items":{"$ref":
        "bom:organizationalContact"}},"component":{"$ref":"bom:component"},"manufacture":{"$ref":
        "bom:organizationalEntity"},"supplier":{"$ref":"bom:organizationalEntity"},"licenses":{"type":"array","items":{
        "$ref":"bom:licenseChoice"}},"properties":{"type":"array","items":{"$ref":"bom:property"}}}}
        @ 1.5 1.5 bom:metadata
        {"type":"object","additionalProperties":false,"properties":{"timestamp":{"type":"string","format":"date-time"},
        "lifecycles":{"type":"array","items":{"type":"object","oneOf":[{"required":["phase"],"additionalProperties":
        false,"properties":{"phase":{"type":"string","enum":["design","pre-build","build","post-build","operations",
        "discovery","decommission"]}}},{"required":["name"],"additionalProperties":false,"properties":{"name":{"type":
        "string"},"description":{"type":"string"}}}]}},"tools":{"oneOf":[{"type":"object","additionalProperties":false,
        "properties":{"components":{"type":"array","items":{"$ref":"bom:component"},"uniqueItems":true},"services":{
        "type":"array","items":{"$ref":"bom:service"},"uniqueItems":true}}},{"type":"array","items":{"$ref":
        "bom:tool"}}]},"authors":{"type":"array","items":{"$ref":"bom:organizationalContact"}},"component":{"$ref":
        "bom:component"},"manufacture":{"$ref":"bom:organizationalEntity"},"supplier":{"$ref":
        "bom:organizationalEntity"},"licenses":{"$ref":"bom:licenseChoice"},"properties":{"type":"array","items":{
        "$ref":"bom:property"}}}}
        @ 1.6 1.6 bom:metadata
        {"type":"object","additionalProperties":false,"properties":{"timestamp":{"type":"string","format":"date-time"},
        "lifecycles":{"type":"array","items":{"type":"object","oneOf":[{"required":["phase"],"additionalProperties":
        false,"properties":{"phase":{"type":"string","enum":["design","pre-build","build","post-build","operations",
        "discovery","decommission"]}}},{"required":["name"],"additionalProperties":false,"properties":{"name":{"type":
        "string"},"description":{"type":"string"}}}]}},"tools":{"oneOf":[{"type":"object","additionalProperties":false,
        "properties":{"components":{"type":"array","items":{"$ref":"bom:component"},"uniqueItems":true},"services":{
        "type":"array","items":{"$ref":"bom:service"},"uniqueItems":true}}},{"type":"array","items":{"$ref":
        "bom:tool"}}]},"manufacturer":{"$ref":"bom:organizationalEntity"},"authors":{"type":"array","items":{"$ref":
        "bom:organizationalContact"}},"component":{"$ref":"bom:component"},"manufacture":{"$ref":
        "bom:organizationalEntity"},"supplier":{"$ref":"bom:organizationalEntity"},"licenses":{"$ref":
        "bom:licenseChoice"},"properties":{"type":"array","items":{"$ref":"bom:property"}}}}
        @ 1.7 1.7 bom:metadata
        {"type":"object","additionalProperties":false,"properties":{"timestamp":{"type":"string","format":"date-time"},
        "lifecycles":{"type":"array","items":{"type":"object","oneOf":[{"required":["phase"],"additionalProperties":
        false,"properties":{"phase":{"type":"string","enum":["design","pre-build","build","post-build","operations",
        "discovery","decommission"]}}},{"required":["name"],"additionalProperties":false,"properties":{"name":{"type":
        "string"},"description":{"type":"string"}}}]}},"tools":{"oneOf":[{"type":"object","additionalProperties":false,
        "properties":{"components":{"type":"array","items":{"$ref":"bom:component"},"uniqueItems":true},"services":{
        "type":"array","items":{"$ref":"bom:service"},"uniqueItems":true}}},{"type":"array","items":{"$ref":
        "bom:tool"}}]},"manufacturer":{"$ref":"bom:organizationalEntity"},"authors":{"type":"array","items":{"$ref":
        "bom:organizationalContact"}},"component":{"$ref":"bom:component"},"manufacture":{"$ref":
        "bom:organizationalEntity"},"supplier":{"$ref":"bom:organizationalEntity"},"licenses":{"$ref":
        "bom:licenseChoice"},"properties":{"type":"array","items":{"$ref":"bom:property"}},"distributionConstraints":{
        "type":"object","properties":{"tlp":{"$ref":"bom:tlpClassification"}},"additionalProperties":false}}}
        @ 1.5 1.5 bom:modelCard
        {"type":"object","additionalProperties":false,"properties":{"bom-ref":{"$ref":"bom:refType"},"modelParameters":
        {"type":"object","additionalProperties":false,"properties":{"approach":{"type":"object","additionalProperties":
        false,"properties":{"type":{"type":"string","enum":["supervised","unsupervised","reinforcement-learning",
        "semi-supervised","self-supervised"]}}},"task":{"type":"string"},"architectureFamily":{"type":"string"},
        "modelArchitecture":{"type":"string"},"datasets":{"type":"array","items":{"oneOf":[{"$ref":
        "bom:componentData"},{"type":"object","additionalProperties":false,"properties":{"ref":{"anyOf":[{"$ref":
        "bom:refLinkType"},{"$ref":"bom:bomLinkElementType"}]}}}]}},"inputs":{"type":"array","items":{"$ref":
        "bom:inputOutputMLParameters"}},"outputs":{"type":"array","items":{"$ref":"bom:inputOutputMLParameters"}}}},
        "quantitativeAnalysis":{"type":"object","additionalProperties":false,"properties":{"performanceMetrics":{
        "type":"array","items":{"$ref":"bom:performanceMetric"}},"graphics":{"$ref":"bom:graphicsCollection"}}},
        "considerations":{"type":"object","additionalProperties":false,"properties":{"users":{"type":"array","items":{
        "type":"string"}},"useCases":{"type":"array","items":{"type":"string"}},"technicalLimitations":{"type":"array",
        "items":{"type":"string"}},"performanceTradeoffs":{"type":"array","items":{"type":"string"}},
        "ethicalConsiderations":{"type":"array","items":{"$ref":"bom:risk"}},"fairnessAssessments":{"type":"array",
        "items":{"$ref":"bom:fairnessAssessment"}}}},"properties":{"type":"array","items":{"$ref":"bom:property"}}}}
        @ 1.6 1.7 bom:modelCard
        {"type":"object","additionalProperties":false,"properties":{"bom-ref":{"$ref":"bom:refType"},"modelParameters":
        {"type":"object","additionalProperties":false,"properties":{"approach":{"type":"object","additionalProperties":
        false,"properties":{"type":{"type":"string","enum":["supervised","unsupervised","reinforcement-learning",
        "semi-supervised","self-supervised"]}}},"task":{"type":"string"},"architectureFamily":{"type":"string"},
        "modelArchitecture":{"type":"string"},"datasets":{"type":"array","items":{"oneOf":[{"$ref":
        "bom:componentData"},{"type":"object","additionalProperties":false,"properties":{"ref":{"anyOf":[{"$ref":
        "bom:refLinkType"},{"$ref":"bom:bomLinkElementType"}],"type":"string"}}}]}},"inputs":{"type":"array","items":{
        "$ref":"bom:inputOutputMLParameters"}},"outputs":{"type":"array","items":{"$ref":
        "bom:inputOutputMLParameters"}}}},"quantitativeAnalysis":{"type":"object","additionalProperties":false,
        "properties":{"performanceMetrics":{"type":"array","items":{"$ref":"bom:performanceMetric"}},"graphics":{
        "$ref":"bom:graphicsCollection"}}},"considerations":{"type":"object","additionalProperties":false,"properties":
        {"users":{"type":"array","items":{"type":"string"}},"useCases":{"type":"array","items":{"type":"string"}},
        "technicalLimitations":{"type":"array","items":{"type":"string"}},"performanceTradeoffs":{"type":"array",
        "items":{"type":"string"}},"ethicalConsiderations":{"type":"array","items":{"$ref":"bom:risk"}},
        "environmentalConsiderations":{"$ref":"bom:environmentalConsiderations"},"fairnessAssessments":{"type":"array",
        "items":{"$ref":"bom:fairnessAssessment"}}}},"properties":{"type":"array","items":{"$ref":"bom:property"}}}}
        @ 1.4 1.7 bom:note
        {"type":"object","required":["text"],"additionalProperties":false,"properties":{"locale":{"$ref":
        "bom:localeType"},"text":{"$ref":"bom:attachment"}}}
        @ 1.2 1.2 bom:organizationalContact
        {"type":"object","additionalProperties":false,"properties":{"name":{"type":"string","pattern":"^(.*)$"},
        "email":{"type":"string","pattern":"^(.*)$"},"phone":{"type":"string","pattern":"^(.*)$"}}}
        @ 1.3 1.3 bom:organizationalContact
        {"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"email":{"type":"string"},
        "phone":{"type":"string"}}}
        @ 1.4 1.4 bom:organizationalContact
        {"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"email":{"type":"string",
        "format":"idn-email"},"phone":{"type":"string"}}}
        @ 1.5 1.7 bom:organizationalContact
        {"type":"object","additionalProperties":false,"properties":{"bom-ref":{"$ref":"bom:refType"},"name":{"type":
        "string"},"email":{"type":"string","format":"idn-email"},"phone":{"type":"string"}}}
        @ 1.2 1.2 bom:organizationalEntity
        {"type":"object","additionalProperties":false,"properties":{"name":{"type":"string","pattern":"^(.*)$"},"url":{
        "type":"array","pattern":"^(.*)$"},"contact":{"type":"array","items":{"$ref":"bom:organizationalContact"}}}}
        @ 1.3 1.4 bom:organizationalEntity
        {"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"url":{"type":"array",
        "items":{"type":"string","format":"iri-reference"}},"contact":{"type":"array","items":{"$ref":
        "bom:organizationalContact"}}}}
        @ 1.5 1.5 bom:organizationalEntity
        {"type":"object","additionalProperties":false,"properties":{"bom-ref":{"$ref":"bom:refType"},"name":{"type":
        "string"},"url":{"type":"array","items":{"type":"string","format":"iri-reference"}},"contact":{"type":"array",
        "items":{"$ref":"bom:organizationalContact"}}}}
        @ 1.6 1.7 bom:organizationalEntity
        {"type":"object","additionalProperties":false,"properties":{"bom-ref":{"$ref":"bom:refType"},"name":{"type":
        "string"},"address":{"$ref":"bom:postalAddress"},"url":{"type":"array","items":{"type":"string","format":
        "iri-reference"}},"contact":{"type":"array","items":{"$ref":"bom:organizationalContact"}}}}
        @ 1.5 1.7 bom:outputType
        {"type":"object","oneOf":[{"required":["resource"]},{"required":["environmentVars"]},{"required":["data"]}],
        "additionalProperties":false,"properties":{"type":{"type":"string","enum":["artifact","attestation","log",
        "evidence","metrics","other"]},"source":{"$ref":"bom:resourceReferenceChoice"},"target":{"$ref":
        "bom:resourceReferenceChoice"},"resource":{"$ref":"bom:resourceReferenceChoice"},"data":{"$ref":
        "bom:attachment"},"environmentVars":{"type":"array","items":{"oneOf":[{"$ref":"bom:property"},{"type":
        "string"}]},"uniqueItems":true},"properties":{"type":"array","items":{"$ref":"bom:property"}}}}
        @ 1.5 1.7 bom:parameter
        {"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"value":{"type":"string"},
        "dataType":{"type":"string"}}}
        @ 1.2 1.7 bom:patch
        {"type":"object","required":["type"],"additionalProperties":false,"properties":{"type":{"type":"string","enum":
        ["unofficial","monkey","backport","cherry-pick"]},"diff":{"$ref":"bom:diff"},"resolves":{"type":"array",
        "items":{"$ref":"bom:issue"}}}}
        @ 1.7 1.7 bom:patent
        {"type":"object","required":["patentNumber","jurisdiction","patentLegalStatus"],"additionalProperties":false,
        "properties":{"bom-ref":{"$ref":"bom:refType"},"patentNumber":{"type":"string","pattern":
        "^[A-Za-z0-9][A-Za-z0-9\\-/.()\\s]{0,28}[A-Za-z0-9]$"},"applicationNumber":{"$ref":
        "bom:patentApplicationNumber"},"jurisdiction":{"$ref":"bom:patentJurisdiction"},"priorityApplication":{"$ref":
        "bom:priorityApplication"},"publicationNumber":{"type":"string","pattern":
        "^[A-Za-z0-9][A-Za-z0-9\\-/.()\\s]{0,28}[A-Za-z0-9]$"},"title":{"type":"string"},"abstract":{"type":"string"},
        "filingDate":{"type":"string","format":"date"},"grantDate":{"type":"string","format":"date"},
        "patentExpirationDate":{"type":"string","format":"date"},"patentLegalStatus":{"type":"string","enum":[
        "pending","granted","revoked","expired","lapsed","withdrawn","abandoned","suspended","reinstated","opposed",
        "terminated","invalidated","in-force"]},"patentAssignee":{"type":"array","items":{"oneOf":[{"$ref":
        "bom:organizationalContact"},{"$ref":"bom:organizationalEntity"}]}},"externalReferences":{"type":"array",
        "items":{"$ref":"bom:externalReference"}}}}
        @ 1.7 1.7 bom:patentApplicationNumber
        {"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9\\-/.()\\s]{0,28}[A-Za-z0-9]$"}
        @ 1.7 1.7 bom:patentAssertions
        {"type":"array","items":{"type":"object","required":["assertionType","asserter"],"additionalProperties":false,
        "properties":{"bom-ref":{"$ref":"bom:refType"},"assertionType":{"type":"string","enum":["ownership","license",
        "third-party-claim","standards-inclusion","prior-art","exclusive-rights","non-assertion",
        "research-or-evaluation"]},"patentRefs":{"type":"array","items":{"$ref":"bom:refType"}},"asserter":{"oneOf":[{
        "$ref":"bom:organizationalEntity"},{"$ref":"bom:organizationalContact"},{"$ref":"bom:refLinkType"}]},"notes":{
        "type":"string"}}}}
        @ 1.7 1.7 bom:patentFamily
        {"type":"object","required":["familyId"],"additionalProperties":false,"properties":{"bom-ref":{"$ref":
        "bom:refType"},"familyId":{"type":"string"},"priorityApplication":{"$ref":"bom:priorityApplication"},"members":
        {"type":"array","items":{"$ref":"bom:refLinkType"}},"externalReferences":{"type":"array","items":{"$ref":
        "bom:externalReference"}}}}
        @ 1.7 1.7 bom:patentFilingDate
        {"type":"string","format":"date"}
        @ 1.7 1.7 bom:patentJurisdiction
        {"type":"string","pattern":"^[A-Z]{2}$"}
        @ 1.5 1.7 bom:performanceMetric
        {"type":"object","additionalProperties":false,"properties":{"type":{"type":"string"},"value":{"type":"string"},
        "slice":{"type":"string"},"confidenceInterval":{"type":"object","additionalProperties":false,"properties":{
        "lowerBound":{"type":"string"},"upperBound":{"type":"string"}}}}}
        @ 1.6 1.7 bom:postalAddress
        {"type":"object","additionalProperties":false,"properties":{"bom-ref":{"$ref":"bom:refType"},"country":{"type":
        "string"},"region":{"type":"string"},"locality":{"type":"string"},"postOfficeBoxNumber":{"type":"string"},
        "postalCode":{"type":"string"},"streetAddress":{"type":"string"}}}
        @ 1.7 1.7 bom:priorityApplication
        {"type":"object","required":["applicationNumber","jurisdiction","filingDate"],"additionalProperties":false,
        "properties":{"applicationNumber":{"$ref":"bom:patentApplicationNumber"},"jurisdiction":{"$ref":
        "bom:patentJurisdiction"},"filingDate":{"$ref":"bom:patentFilingDate"}}}
        @ 1.3 1.5 bom:property
        {"type":"object","properties":{"name":{"type":"string"},"value":{"type":"string"}}}
        @ 1.6 1.7 bom:property
        {"type":"object","required":["name"],"properties":{"name":{"type":"string"},"value":{"type":"string"}},
        "additionalProperties":false}
        @ 1.4 1.5 bom:range
        {"type":"string","minLength":1,"maxLength":1024}
        @ 1.6 1.7 bom:range
        {"$ref":"bom:versionRange"}
        @ 1.4 1.7 bom:rating
        {"type":"object","additionalProperties":false,"properties":{"source":{"$ref":"bom:vulnerabilitySource"},
        "score":{"type":"number"},"severity":{"$ref":"bom:severity"},"method":{"$ref":"bom:scoreMethod"},"vector":{
        "type":"string"},"justification":{"type":"string"}}}
        @ 1.5 1.5 bom:refLinkType
        {"allOf":[{"$ref":"bom:refType"}]}
        @ 1.6 1.7 bom:refLinkType
        {"$ref":"bom:refType"}
        @ 1.2 1.4 bom:refType
        {"type":"string"}
        @ 1.5 1.7 bom:refType
        {"type":"string","minLength":1}
        @ 1.7 1.7 bom:relatedCryptographicAsset
        {"type":"object","additionalProperties":false,"properties":{"type":{"type":"string"},"ref":{"$ref":
        "bom:refType"}}}
        @ 1.7 1.7 bom:relatedCryptographicAssets
        {"type":"array","items":{"$ref":"bom:relatedCryptographicAsset"}}
        @ 1.4 1.5 bom:releaseNotes
        {"type":"object","required":["type"],"additionalProperties":false,"properties":{"type":{"$ref":
        "bom:releaseType"},"title":{"type":"string"},"featuredImage":{"type":"string","format":"iri-reference"},
        "socialImage":{"type":"string","format":"iri-reference"},"description":{"type":"string"},"timestamp":{"type":
        "string","format":"date-time"},"aliases":{"type":"array","items":{"type":"string"}},"tags":{"type":"array",
        "items":{"type":"string"}},"resolves":{"type":"array","items":{"$ref":"bom:issue"}},"notes":{"type":"array",
        "items":{"$ref":"bom:note"}},"properties":{"type":"array","items":{"$ref":"bom:property"}}}}
        @ 1.6 1.7 bom:releaseNotes
        {"type":"object","required":["type"],"additionalProperties":false,"properties":{"type":{"$ref":
        "bom:releaseType"},"title":{"type":"string"},"featuredImage":{"type":"string","format":"iri-reference"},
        "socialImage":{"type":"string","format":"iri-reference"},"description":{"type":"string"},"timestamp":{"type":
        "string","format":"date-time"},"aliases":{"type":"array","items":{"type":"string"}},"tags":{"$ref":"bom:tags"},
        "resolves":{"type":"array","items":{"$ref":"bom:issue"}},"notes":{"type":"array","items":{"$ref":"bom:note"}},
        "properties":{"type":"array","items":{"$ref":"bom:property"}}}}
        @ 1.4 1.7 bom:releaseType
        {"type":"string"}
        @ 1.5 1.7 bom:resourceReferenceChoice
        {"type":"object","additionalProperties":false,"properties":{"ref":{"anyOf":[{"$ref":"bom:refLinkType"},{"$ref":
        "bom:bomLinkElementType"}]},"externalReference":{"$ref":"bom:externalReference"}},"oneOf":[{"required":[
        "ref"]},{"required":["externalReference"]}]}
        @ 1.5 1.7 bom:risk
        {"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"mitigationStrategy":{
        "type":"string"}}}
        @ 1.4 1.4 bom:scoreMethod
        {"type":"string","enum":["CVSSv2","CVSSv3","CVSSv31","OWASP","other"]}
        @ 1.5 1.7 bom:scoreMethod
        {"type":"string","enum":["CVSSv2","CVSSv3","CVSSv31","CVSSv4","OWASP","SSVC","other"]}
        @ 1.6 1.7 bom:securedBy
        {"type":"object","additionalProperties":false,"properties":{"mechanism":{"type":"string"},"algorithmRef":{
        "$ref":"bom:refType"}}}
        @ 1.2 1.2 bom:service
        {"type":"object","required":["name"],"additionalProperties":false,"properties":{"bom-ref":{"$ref":
        "bom:refType"},"provider":{"$ref":"bom:organizationalEntity"},"group":{"type":"string","pattern":"^(.*)$"},
        "name":{"type":"string","pattern":"^(.*)$"},"version":{"type":"string","pattern":"^(.*)$"},"description":{
        "type":"string","pattern":"^(.*)$"},"endpoints":{"type":"array","pattern":"^(.*)$"},"authenticated":{"type":
        "boolean"},"x-trust-boundary":{"type":"boolean"},"data":{"type":"array","items":{"$ref":
        "bom:dataClassification"}},"licenses":{"type":"array","items":{"additionalProperties":false,"properties":{
        "license":{"$ref":"bom:license"},"expression":{"type":"string","pattern":"^(.*)$"}},"oneOf":[{"required":[
        "license"]},{"required":["expression"]}]}},"externalReferences":{"type":"array","items":{"$ref":
        "bom:externalReference"}},"services":{"type":"array","items":{"$ref":"bom:service"},"uniqueItems":true}}}
        @ 1.3 1.3 bom:service
        {"type":"object","required":["name"],"additionalProperties":false,"properties":{"bom-ref":{"$ref":
        "bom:refType"},"provider":{"$ref":"bom:organizationalEntity"},"group":{"type":"string"},"name":{"type":
        "string"},"version":{"type":"string"},"description":{"type":"string"},"endpoints":{"type":"array","items":{
        "type":"string","format":"iri-reference"}},"authenticated":{"type":"boolean"},"x-trust-boundary":{"type":
        "boolean"},"data":{"type":"array","items":{"$ref":"bom:dataClassification"}},"licenses":{"type":"array",
        "items":{"$ref":"bom:licenseChoice"}},"externalReferences":{"type":"array","items":{"$ref":
        "bom:externalReference"}},"services":{"type":"array","items":{"$ref":"bom:service"},"uniqueItems":true},
        "properties":{"type":"array","items":{"$ref":"bom:property"}}}}
        @ 1.4 1.4 bom:service
        {"type":"object","required":["name"],"additionalProperties":false,"properties":{"bom-ref":{"$ref":
        "bom:refType"},"provider":{"$ref":"bom:organizationalEntity"},"group":{"type":"string"},"name":{"type":
        "string"},"version":{"type":"string"},"description":{"type":"string"},"endpoints":{"type":"array","items":{
        "type":"string","format":"iri-reference"}},"authenticated":{"type":"boolean"},"x-trust-boundary":{"type":
        "boolean"},"data":{"type":"array","items":{"$ref":"bom:dataClassification"}},"licenses":{"type":"array",
        "items":{"$ref":"bom:licenseChoice"}},"externalReferences":{"type":"array","items":{"$ref":
        "bom:externalReference"}},"services":{"type":"array","items":{"$ref":"bom:service"},"uniqueItems":true},
        "releaseNotes":{"$ref":"bom:releaseNotes"},"properties":{"type":"array","items":{"$ref":"bom:property"}},
        "signature":{"$ref":"bom:signature"}}}
        @ 1.5 1.5 bom:service
        {"type":"object","required":["name"],"additionalProperties":false,"properties":{"bom-ref":{"$ref":
        "bom:refType"},"provider":{"$ref":"bom:organizationalEntity"},"group":{"type":"string"},"name":{"type":
        "string"},"version":{"type":"string"},"description":{"type":"string"},"endpoints":{"type":"array","items":{
        "type":"string","format":"iri-reference"}},"authenticated":{"type":"boolean"},"x-trust-boundary":{"type":
        "boolean"},"trustZone":{"type":"string"},"data":{"type":"array","items":{"$ref":"bom:serviceData"}},"licenses":
        {"$ref":"bom:licenseChoice"},"externalReferences":{"type":"array","items":{"$ref":"bom:externalReference"}},
        "services":{"type":"array","items":{"$ref":"bom:service"},"uniqueItems":true},"releaseNotes":{"$ref":
        "bom:releaseNotes"},"properties":{"type":"array","items":{"$ref":"bom:property"}},"signature":{"$ref":
        "bom:signature"}}}
        @ 1.6 1.6 bom:service
        {"type":"object","required":["name"],"additionalProperties":false,"properties":{"bom-ref":{"$ref":
        "bom:refType"},"provider":{"$ref":"bom:organizationalEntity"},"group":{"type":"string"},"name":{"type":
        "string"},"version":{"$ref":"bom:version"},"description":{"type":"string"},"endpoints":{"type":"array","items":
        {"type":"string","format":"iri-reference"}},"authenticated":{"type":"boolean"},"x-trust-boundary":{"type":
        "boolean"},"trustZone":{"type":"string"},"data":{"type":"array","items":{"$ref":"bom:serviceData"}},"licenses":
        {"$ref":"bom:licenseChoice"},"externalReferences":{"type":"array","items":{"$ref":"bom:externalReference"}},
        "services":{"type":"array","items":{"$ref":"bom:service"},"uniqueItems":true},"releaseNotes":{"$ref":
        "bom:releaseNotes"},"properties":{"type":"array","items":{"$ref":"bom:property"}},"tags":{"$ref":"bom:tags"},
        "signature":{"$ref":"bom:signature"}}}
        @ 1.7 1.7 bom:service
        {"type":"object","required":["name"],"additionalProperties":false,"properties":{"bom-ref":{"$ref":
        "bom:refType"},"provider":{"$ref":"bom:organizationalEntity"},"group":{"type":"string"},"name":{"type":
        "string"},"version":{"$ref":"bom:version"},"description":{"type":"string"},"endpoints":{"type":"array","items":
        {"type":"string","format":"iri-reference"}},"authenticated":{"type":"boolean"},"x-trust-boundary":{"type":
        "boolean"},"trustZone":{"type":"string"},"data":{"type":"array","items":{"$ref":"bom:serviceData"}},"licenses":
        {"$ref":"bom:licenseChoice"},"patentAssertions":{"$ref":"bom:patentAssertions"},"externalReferences":{"type":
        "array","items":{"$ref":"bom:externalReference"}},"services":{"type":"array","items":{"$ref":"bom:service"},
        "uniqueItems":true},"releaseNotes":{"$ref":"bom:releaseNotes"},"properties":{"type":"array","items":{"$ref":
        "bom:property"}},"tags":{"$ref":"bom:tags"},"signature":{"$ref":"bom:signature"}}}
        @ 1.5 1.7 bom:serviceData
        {"type":"object","required":["flow","classification"],"additionalProperties":false,"properties":{"flow":{
        "$ref":"bom:dataFlowDirection"},"classification":{"$ref":"bom:dataClassification"},"name":{"type":"string"},
        "description":{"type":"string"},"governance":{"$ref":"bom:dataGovernance"},"source":{"type":"array","items":{
        "anyOf":[{"type":"string","format":"iri-reference"},{"$ref":"bom:bomLinkElementType"}]}},"destination":{"type":
        "array","items":{"anyOf":[{"type":"string","format":"iri-reference"},{"$ref":"bom:bomLinkElementType"}]}}}}
        @ 1.4 1.7 bom:severity
        {"type":"string","enum":["critical","high","medium","low","info","none","unknown"]}
        @ 1.4 1.7 bom:signature
        {"$ref":"jsf:signature"}
        @ 1.6 1.7 bom:standard
        {"type":"object","additionalProperties":false,"properties":{"bom-ref":{"$ref":"bom:refType"},"name":{"type":
        "string"},"version":{"type":"string"},"description":{"type":"string"},"owner":{"type":"string"},"requirements":
        {"type":"array","items":{"type":"object","additionalProperties":false,"properties":{"bom-ref":{"$ref":
        "bom:refType"},"identifier":{"type":"string"},"title":{"type":"string"},"text":{"type":"string"},
        "descriptions":{"type":"array","items":{"type":"string"}},"openCre":{"type":"array","items":{"type":"string",
        "pattern":"^CRE:[0-9]+-[0-9]+$"}},"parent":{"$ref":"bom:refLinkType"},"properties":{"type":"array","items":{
        "$ref":"bom:property"}},"externalReferences":{"type":"array","items":{"$ref":"bom:externalReference"}}}}},
        "levels":{"type":"array","items":{"type":"object","additionalProperties":false,"properties":{"bom-ref":{"$ref":
        "bom:refType"},"identifier":{"type":"string"},"title":{"type":"string"},"description":{"type":"string"},
        "requirements":{"type":"array","items":{"$ref":"bom:refLinkType"}}}}},"externalReferences":{"type":"array",
        "items":{"$ref":"bom:externalReference"}},"signature":{"$ref":"bom:signature"}}}
        @ 1.5 1.7 bom:step
        {"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"description":{"type":
        "string"},"commands":{"type":"array","items":{"$ref":"bom:command"}},"properties":{"type":"array","items":{
        "$ref":"bom:property"}}}}
        @ 1.2 1.2 bom:swid
        {"type":"object","required":["tagId","name"],"additionalProperties":false,"properties":{"tagId":{"type":
        "string"},"name":{"type":"string"},"version":{"type":"string"},"tagVersion":{"type":"integer"},"patch":{"type":
        "boolean"},"text":{"$ref":"bom:attachment"},"url":{"type":"string","pattern":"^(.*)$"}}}
        @ 1.3 1.7 bom:swid
        {"type":"object","required":["tagId","name"],"additionalProperties":false,"properties":{"tagId":{"type":
        "string"},"name":{"type":"string"},"version":{"type":"string"},"tagVersion":{"type":"integer"},"patch":{"type":
        "boolean"},"text":{"$ref":"bom:attachment"},"url":{"type":"string","format":"iri-reference"}}}
        @ 1.6 1.7 bom:tags
        {"type":"array","items":{"type":"string"}}
        @ 1.5 1.7 bom:task
        {"type":"object","required":["bom-ref","uid","taskTypes"],"additionalProperties":false,"properties":{"bom-ref":
        {"$ref":"bom:refType"},"uid":{"type":"string"},"name":{"type":"string"},"description":{"type":"string"},
        "resourceReferences":{"type":"array","uniqueItems":true,"items":{"$ref":"bom:resourceReferenceChoice"}},
        "taskTypes":{"type":"array","items":{"$ref":"bom:taskType"}},"trigger":{"$ref":"bom:trigger"},"steps":{"type":
        "array","items":{"$ref":"bom:step"},"uniqueItems":true},"inputs":{"type":"array","items":{"$ref":
        "bom:inputType"},"uniqueItems":true},"outputs":{"type":"array","items":{"$ref":"bom:outputType"},"uniqueItems":
        true},"timeStart":{"type":"string","format":"date-time"},"timeEnd":{"type":"string","format":"date-time"},
        "workspaces":{"type":"array","items":{"$ref":"bom:workspace"},"uniqueItems":true},"runtimeTopology":{"type":
        "array","items":{"$ref":"bom:dependency"},"uniqueItems":true},"properties":{"type":"array","items":{"$ref":
        "bom:property"}}}}
        @ 1.5 1.7 bom:taskType
        {"type":"string","enum":["copy","clone","lint","scan","merge","build","test","deliver","deploy","release",
        "clean","other"]}
        @ 1.7 1.7 bom:tlpClassification
        {"type":"string","enum":["CLEAR","GREEN","AMBER","AMBER_AND_STRICT","RED"]}
        @ 1.2 1.2 bom:tool
        {"type":"object","additionalProperties":false,"properties":{"vendor":{"type":"string","format":"string"},
        "name":{"type":"string","format":"string"},"version":{"type":"string","format":"string"},"hashes":{"type":
        "array","items":{"$ref":"bom:hash"}}}}
        @ 1.3 1.3 bom:tool
        {"type":"object","additionalProperties":false,"properties":{"vendor":{"type":"string"},"name":{"type":
        "string"},"version":{"type":"string"},"hashes":{"type":"array","items":{"$ref":"bom:hash"}}}}
        @ 1.4 1.5 bom:tool
        {"type":"object","additionalProperties":false,"properties":{"vendor":{"type":"string"},"name":{"type":
        "string"},"version":{"type":"string"},"hashes":{"type":"array","items":{"$ref":"bom:hash"}},
        "externalReferences":{"type":"array","items":{"$ref":"bom:externalReference"}}}}
        @ 1.6 1.7 bom:tool
        {"type":"object","additionalProperties":false,"properties":{"vendor":{"type":"string"},"name":{"type":
        "string"},"version":{"$ref":"bom:version"},"hashes":{"type":"array","items":{"$ref":"bom:hash"}},
        "externalReferences":{"type":"array","items":{"$ref":"bom:externalReference"}}}}
        @ 1.5 1.7 bom:trigger
        {"type":"object","additionalProperties":false,"required":["type","bom-ref","uid"],"properties":{"bom-ref":{
        "$ref":"bom:refType"},"uid":{"type":"string"},"name":{"type":"string"},"description":{"type":"string"},
        "resourceReferences":{"type":"array","uniqueItems":true,"items":{"$ref":"bom:resourceReferenceChoice"}},"type":
        {"type":"string","enum":["manual","api","webhook","scheduled"]},"event":{"$ref":"bom:event"},"conditions":{
        "type":"array","uniqueItems":true,"items":{"$ref":"bom:condition"}},"timeActivated":{"type":"string","format":
        "date-time"},"inputs":{"type":"array","items":{"$ref":"bom:inputType"},"uniqueItems":true},"outputs":{"type":
        "array","items":{"$ref":"bom:outputType"},"uniqueItems":true},"properties":{"type":"array","items":{"$ref":
        "bom:property"}}}}
        @ 1.4 1.5 bom:version
        {"type":"string","minLength":1,"maxLength":1024}
        @ 1.6 1.7 bom:version
        {"type":"string","maxLength":1024}
        @ 1.6 1.7 bom:versionRange
        {"type":"string","minLength":1,"maxLength":4096}
        @ 1.5 1.7 bom:volume
        {"type":"object","additionalProperties":false,"properties":{"uid":{"type":"string"},"name":{"type":"string"},
        "mode":{"type":"string","enum":["filesystem","block"]},"path":{"type":"string"},"sizeAllocated":{"type":
        "string"},"persistent":{"type":"boolean"},"remote":{"type":"boolean"},"properties":{"type":"array","items":{
        "$ref":"bom:property"}}}}
        """#
}
